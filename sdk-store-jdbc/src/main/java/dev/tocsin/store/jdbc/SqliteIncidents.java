package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.StormPlace;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.IncidentStore;
import dev.tocsin.core.store.MemberStore;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.NoteBudget;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Incidents in SQLite. Their due time is a column of their own, so that what is due is found by an index. */
final class SqliteIncidents implements IncidentStore {
    private static final String COLUMNS = """
            i.id, i.msp, i.company_id, i.rule_id, i.rule_revision, i.connection_id, i.group_key, i.category,
            i.group_by, i.dimensions, i.moments, i.state, i.severity, i.members, i.active, i.opened_at, i.wait_until,
            i.note_due_at, i.last_note_at, i.ticket_id, i.previous_ticket_id, i.link, i.priority, i.priority_severity,
            i.psa_company, i.attach_to, i.reopens, i.epoch, i.question, i.storm, i.lane, i.queued_at, i.storm_id, i.stopped,
            i.notes_at, i.notes_from, i.reason, i.ended_at, i.version""";
    static final String SELECT = "SELECT " + COLUMNS + " FROM incident i";
    /** The keys come as one value, a JSON array: that costs a quarter of a query for each. */
    private static final String LATEST = "SELECT " + COLUMNS + " FROM json_each(?) k CROSS JOIN incident i"
            + " ON i.id = (SELECT MAX(id) FROM incident INDEXED BY incident_group WHERE group_key = k.value)";

    private static final String GET =
            "SELECT " + COLUMNS + " FROM json_each(?) k CROSS JOIN incident i ON i.id = k.value";
    private static final String DUE =
            SELECT + " INDEXED BY incident_due WHERE msp = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?";
    /** The first due of each lane of each company: an index seek for each, whatever the number of rows. */
    private static final String TURNS = """
            WITH RECURSIVE turn (lane, company_id) AS (
              SELECT * FROM (SELECT lane, company_id FROM incident INDEXED BY incident_turn
                WHERE msp = ?1 AND due_at IS NOT NULL ORDER BY lane, company_id LIMIT 1)
              UNION ALL
              SELECT i.lane, i.company_id FROM turn t CROSS JOIN incident i
                ON i.id = (SELECT n.id FROM incident n INDEXED BY incident_turn
                  WHERE n.msp = ?1 AND n.due_at IS NOT NULL AND (n.lane, n.company_id) > (t.lane, t.company_id)
                  ORDER BY n.lane, n.company_id LIMIT 1))
            SELECT lane, company_id FROM turn""";

    private static final String IN_TURN = " INDEXED BY incident_turn WHERE msp = ? AND lane = ? AND company_id = ?";
    private static final String DUE_IN_TURN = SELECT + IN_TURN + " AND due_at <= ? ORDER BY due_at, id LIMIT ?";
    private static final String FIRST_DUE =
            "SELECT due_at FROM incident" + IN_TURN + " AND due_at IS NOT NULL ORDER BY due_at LIMIT 1";
    private static final String NEXT_DUE =
            "SELECT due_at FROM incident INDEXED BY incident_due WHERE msp = ? AND due_at IS NOT NULL"
                    + " ORDER BY due_at LIMIT 1";
    private static final String WAITING = SELECT
            + " INDEXED BY incident_live WHERE msp = ? AND live = 1 AND (wait_until IS NOT NULL OR note_due_at IS NOT NULL)";
    private static final String BY_TICKET = SELECT
            + " INDEXED BY incident_ticket WHERE connection_id = ? AND ticket_id = ? AND live = 1 AND msp = ?"
            + " ORDER BY id DESC LIMIT 1";
    private static final String LINKED_TO = SELECT
            + " INDEXED BY incident_ticket WHERE connection_id = ? AND ticket_id = ? AND live = 1 AND msp = ?"
            + " ORDER BY id";
    private static final String IN_STATES = SELECT + " INDEXED BY incident_live WHERE msp = ? AND live = 1"
            + " AND state IN (SELECT value FROM json_each(?)) ORDER BY id";
    private static final String LIVE =
            SELECT + " INDEXED BY incident_live WHERE msp = ? AND live = 1 AND id > ? ORDER BY id LIMIT ?";
    private static final String PAGE = SELECT + " WHERE msp = ? AND id > ? ORDER BY id LIMIT ?";

    private static final String INSERT = """
            INSERT INTO incident (id, msp, company_id, rule_id, connection_id, group_key, category, group_by,
            dimensions, moments, opened_at, rule_revision, state, severity, members, active, wait_until, note_due_at,
            last_note_at, ticket_id, previous_ticket_id, link, priority, priority_severity, psa_company, attach_to,
            reopens, epoch, question, storm, lane, queued_at, storm_id, stopped, notes_at, notes_from, reason, ended_at,
            live, takes_place, due_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
            ?, ?, ?, ?, ?, ?, ?, ?, 1)""";
    private static final String UPDATE = """
            UPDATE incident SET rule_revision = ?, state = ?, severity = ?, members = ?, active = ?, wait_until = ?,
            note_due_at = ?, last_note_at = ?, ticket_id = ?, previous_ticket_id = ?, link = ?, priority = ?,
            priority_severity = ?, psa_company = ?, attach_to = ?, reopens = ?, epoch = ?, question = ?, storm = ?,
            lane = ?, queued_at = ?, storm_id = ?, stopped = ?, notes_at = ?, notes_from = ?, reason = ?, ended_at = ?,
            live = ?, takes_place = ?, due_at = ?, version = version + 1 WHERE id = ? AND version = ?""";

    /** One lane of one company. */
    private record Turn(long lane, String companyId, Instant firstDue) {}

    private final SqliteConnection connection;
    private final SqliteMembers members;
    private final SqliteHistory history;

    SqliteIncidents(SqliteConnection connection) {
        this.connection = connection;
        members = new SqliteMembers(connection);
        history = new SqliteHistory(connection);
    }

    @Override
    public long nextId() {
        return connection.sequences().next(SqliteSequences.Name.INCIDENT);
    }

    @Override
    public Map<GroupKey, Incident> latest(Collection<GroupKey> keys) {
        StringJoiner array = new StringJoiner("\",\"", "[\"", "\"]");
        keys.forEach(key -> array.add(key.value()));
        Map<GroupKey, Incident> found = new HashMap<>(keys.size() * 2);
        connection.reading(LATEST).set(array.toString()).each(row -> {
            Incident incident = read(row);
            found.put(incident.groupKey(), incident);
        });
        return found;
    }

    @Override
    public Map<Long, Incident> get(Collection<Long> ids) {
        Map<Long, Incident> found = new HashMap<>(ids.size() * 2);
        connection.reading(GET).set(Json.numbers(ids)).each(row -> {
            Incident incident = read(row);
            found.put(incident.id(), incident);
        });
        return found;
    }

    @Override
    public void save(Collection<Incident> incidents) {
        for (Incident incident : incidents) {
            if (incident.version() == 0) {
                insert(incident);
            } else {
                update(incident);
            }
        }
    }

    private void insert(Incident incident) {
        Prepared insert = connection
                .writing(INSERT)
                .set(incident.id())
                .set(incident.msp().value())
                .set(incident.companyId())
                .set(incident.ruleId())
                .set(incident.connectionId())
                .set(incident.groupKey().value())
                .set(incident.category())
                .set(incident.groupBy())
                .set(Json.texts(incident.dimensions()))
                .set(incident.moments())
                .set(incident.openedAt());
        setState(insert, incident).update(() -> secondOne(incident));
    }

    private void update(Incident incident) {
        Prepared update = setState(connection.writing(UPDATE), incident);
        int changed = update.set(incident.id()).set(incident.version()).update(() -> secondOne(incident));
        if (changed == 0) {
            throw connection.refused(
                    "incident " + incident.id() + ": a change of version " + incident.version()
                            + " is not legal, since that is not the latest",
                    null);
        }
    }

    private static String secondOne(Incident incident) {
        return "incident " + incident.id() + " is kept already, or its group " + incident.groupKey()
                + " has another live incident";
    }

    /** What may change after an incident was opened, with what follows from it. */
    private static Prepared setState(Prepared statement, Incident incident) {
        TicketFacts facts = incident.facts();
        Severity worst = facts.prioritySeverity();
        StormPlace place = incident.place();
        return statement
                .set(incident.ruleRevision())
                .set(incident.state())
                .set(Codes.SEVERITY.code(incident.severity()))
                .set(incident.members())
                .set(incident.active())
                .set(incident.waitUntil())
                .set(incident.noteDueAt())
                .set(incident.lastNoteAt())
                .set(incident.ticketId())
                .set(incident.previousTicketId())
                .set(facts.link())
                .set(facts.priority())
                .set(code(worst))
                .set(facts.company())
                .set(facts.attachTo())
                .set(facts.reopens())
                .set(facts.epoch())
                .set(facts.question())
                .set(place.storm())
                .set(Codes.LANE.code(place.lane()))
                .set(place.queuedAt())
                .set(place.stormId())
                .set(place.stopped())
                .set(notes(place.notes()))
                .set(place.notesFrom())
                .set(incident.reason())
                .set(incident.endedAt())
                .set(incident.state().live())
                .set(incident.takesPlace())
                .set(incident.dueAt().orElse(null));
    }

    private static @Nullable String notes(NoteBudget notes) {
        return notes.written().isEmpty()
                ? null
                : Json.numbers(notes.written().stream().map(Times::number).toList());
    }

    static Incident read(Row row) throws SQLException {
        return new Incident(
                row.number(),
                new MspId(row.text()),
                row.text(),
                row.text(),
                row.small(),
                row.text(),
                new GroupKey(row.text()),
                EventCategory.valueOf(row.text()),
                GroupBy.valueOf(row.text()),
                Json.texts(row.text()),
                row.flag(),
                IncidentState.valueOf(row.text()),
                Codes.SEVERITY.value(row.number()),
                row.small(),
                row.small(),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                facts(row),
                place(row),
                row.text(),
                row.timeOrNull(),
                row.number());
    }

    private static TicketFacts facts(Row row) throws SQLException {
        return new TicketFacts(
                TicketFacts.Link.valueOf(row.text()),
                row.textOrNull(),
                severity(row.numberOrNull()),
                row.textOrNull(),
                row.textOrNull(),
                row.small(),
                row.small(),
                row.textOrNull());
    }

    private static StormPlace place(Row row) throws SQLException {
        boolean storm = row.flag();
        Lane lane = Codes.LANE.value(row.number());
        Instant queuedAt = row.timeOrNull();
        Long stormId = row.numberOrNull();
        boolean stopped = row.flag();
        String notes = row.textOrNull();
        Instant notesFrom = row.timeOrNull();
        if (!storm && queuedAt == null && stormId == null && !stopped && notes == null && notesFrom == null) {
            return StormPlace.in(lane);
        }
        NoteBudget written = notes == null
                ? NoteBudget.UNUSED
                : new NoteBudget(
                        Json.numbers(notes).stream().map(Times::instant).toList());
        return new StormPlace(storm, lane, queuedAt, stormId, stopped, written, notesFrom);
    }

    private static @Nullable Long code(@Nullable Severity severity) {
        return severity == null ? null : Long.valueOf(Codes.SEVERITY.code(severity));
    }

    private static @Nullable Severity severity(@Nullable Long code) {
        return code == null ? null : Codes.SEVERITY.value(code);
    }

    @Override
    public List<Incident> due(MspId msp, Instant now, int limit) {
        List<Incident> first = connection
                .reading(DUE)
                .set(msp.value())
                .set(now)
                .set(limit + 1L)
                .list(SqliteIncidents::read);
        return first.size() <= limit ? first : inTurns(msp, now, limit);
    }

    private List<Incident> inTurns(MspId msp, Instant now, int limit) {
        List<Turn> turns = new ArrayList<>();
        for (Turn turn :
                connection.reading(TURNS).set(msp.value()).list(row -> new Turn(row.number(), row.text(), now))) {
            Instant first = firstDue(msp, turn);
            if (first != null && !first.isAfter(now)) {
                turns.add(new Turn(turn.lane(), turn.companyId(), first));
            }
        }
        turns.sort(Comparator.comparingLong(Turn::lane).thenComparing(Turn::firstDue));
        int share = Math.max(1, (limit + turns.size() - 1) / turns.size());
        List<List<Incident>> own = turns.stream()
                .limit(limit)
                .map(turn -> connection
                        .reading(DUE_IN_TURN)
                        .set(msp.value())
                        .set(turn.lane())
                        .set(turn.companyId())
                        .set(now)
                        .set(share)
                        .list(SqliteIncidents::read))
                .toList();
        List<Incident> found = new ArrayList<>();
        for (int round = 0; round < share; round++) {
            for (List<Incident> of : own) {
                if (round < of.size() && found.size() < limit) {
                    found.add(of.get(round));
                }
            }
        }
        return found;
    }

    private @Nullable Instant firstDue(MspId msp, Turn turn) {
        return connection
                .reading(FIRST_DUE)
                .set(msp.value())
                .set(turn.lane())
                .set(turn.companyId())
                .first(Row::time);
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        return connection.reading(NEXT_DUE).set(msp.value()).first(Row::time);
    }

    @Override
    public void endWaits(MspId msp, Instant now) {
        List<Incident> waiting = connection.writing(WAITING).set(msp.value()).list(SqliteIncidents::read);
        for (Incident incident : waiting) {
            incident.withoutWaits(now).ifPresent(this::update);
        }
    }

    @Override
    public Map<String, Incident> byTicket(MspId msp, String connectionId, Collection<String> ticketIds) {
        Map<String, Incident> found = new HashMap<>();
        Prepared byTicket = connection.reading(BY_TICKET);
        for (String ticketId : ticketIds) {
            Incident incident =
                    byTicket.set(connectionId).set(ticketId).set(msp.value()).first(SqliteIncidents::read);
            if (incident != null) {
                found.put(ticketId, incident);
            }
        }
        return found;
    }

    @Override
    public List<Incident> linkedTo(MspId msp, String connectionId, String ticketId) {
        return connection
                .reading(LINKED_TO)
                .set(connectionId)
                .set(ticketId)
                .set(msp.value())
                .list(SqliteIncidents::read);
    }

    @Override
    public int wake(MspId msp, Collection<IncidentState> states, Instant now) {
        List<Incident> asleep = connection
                .writing(IN_STATES)
                .set(msp.value())
                .set(Json.texts(states.stream().map(IncidentState::name).toList()))
                .list(SqliteIncidents::read);
        asleep.forEach(incident -> update(incident.change().waitUntil(now).done()));
        return asleep.size();
    }

    @Override
    public List<Incident> page(MspId msp, long after, int limit) {
        return connection.reading(PAGE).set(msp.value()).set(after).set(limit).list(SqliteIncidents::read);
    }

    @Override
    public List<Incident> live(MspId msp, long after, int limit) {
        return connection.reading(LIVE).set(msp.value()).set(after).set(limit).list(SqliteIncidents::read);
    }

    @Override
    public MemberStore members() {
        return members;
    }

    @Override
    public HistoryStore history() {
        return history;
    }
}

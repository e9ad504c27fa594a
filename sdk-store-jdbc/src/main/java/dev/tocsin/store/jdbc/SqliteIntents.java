package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.store.IntentStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Intents in SQLite. Those that are free and those that are held lie in an index each, so that neither a connection
 * that is paused with a long queue nor what others hold is read past.
 */
final class SqliteIntents implements IntentStore {
    private static final String SELECT = """
            SELECT id, msp, connection_id, incident_id, body, state, planned_at, due_at, owner, lease_until, fence,
            attempts, sent_at, lookups, ever_unknown, carried_by, result_id, last_error, ended_at FROM intent """;
    private static final String FREE = "due_at IS NOT NULL AND lease_until IS NULL";
    private static final String HELD = "due_at IS NOT NULL AND lease_until IS NOT NULL";

    private static final String GET = SELECT + " WHERE id = ?";
    private static final String DUE_FREE =
            SELECT + " INDEXED BY intent_due WHERE msp = ? AND connection_id = ? AND due_at <= ? AND " + FREE
                    + " ORDER BY due_at, id LIMIT ?";
    private static final String DUE_HELD = SELECT
            + " INDEXED BY intent_held WHERE msp = ?1 AND connection_id = ?2 AND lease_until <= ?3 AND due_at <= ?3 AND "
            + HELD;
    /** Ids only, and only asked if more is due than is wanted. */
    private static final String IN_TURNS = """
            SELECT id, turn, lane, due_at FROM (
              SELECT i.id, COALESCE(n.lane, 1) AS lane, i.due_at, ROW_NUMBER() OVER (
                PARTITION BY COALESCE(n.lane, 1), COALESCE(n.company_id, '') ORDER BY i.due_at, i.id) AS turn
              FROM (SELECT id, incident_id, due_at FROM intent INDEXED BY intent_due
                WHERE msp = ? AND connection_id = ? AND due_at <= ? AND due_at IS NOT NULL AND lease_until IS NULL
                ORDER BY due_at, id LIMIT 1000) i LEFT JOIN incident n ON n.id = i.incident_id)
            ORDER BY turn, lane, due_at, id LIMIT ?""";

    private static final String NEXT_FREE =
            "SELECT due_at FROM intent INDEXED BY intent_due WHERE msp = ? AND connection_id = ? AND " + FREE
                    + " ORDER BY due_at LIMIT 1";
    private static final String NEXT_HELD = "SELECT MAX(due_at, lease_until) AS at FROM intent INDEXED BY intent_held"
            + " WHERE msp = ? AND connection_id = ? AND " + HELD + " ORDER BY at LIMIT 1";
    private static final String OF = SELECT + " INDEXED BY intent_incident WHERE incident_id = ? ORDER BY id";
    private static final String OPEN_OF =
            SELECT + " INDEXED BY intent_incident WHERE incident_id = ? AND open = 1 ORDER BY id";
    private static final String BY_REFERENCE =
            SELECT + " INDEXED BY intent_reference WHERE reference = ? AND reference IS NOT NULL AND msp = ?";
    private static final String IN_STATE =
            SELECT + " INDEXED BY intent_state WHERE msp = ? AND state = ? ORDER BY id LIMIT ?";

    private static final String INSERT = """
            INSERT INTO intent (id, msp, connection_id, incident_id, kind, reference, body, planned_at, state, open,
            due_at, owner, lease_until, fence, attempts, sent_at, lookups, ever_unknown, carried_by, result_id,
            last_error, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            UPDATE intent SET state = ?, open = ?, due_at = ?, owner = ?, lease_until = ?, fence = ?, attempts = ?,
            sent_at = ?, lookups = ?, ever_unknown = ?, carried_by = ?, result_id = ?, last_error = ?, ended_at = ?
            WHERE id = ? AND fence IN (?, ?)""";

    private static final Comparator<Intent> FIRST_DUE =
            Comparator.comparing(SqliteIntents::dueTime).thenComparing(Intent::id);

    private final SqliteConnection connection;

    SqliteIntents(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public long nextId() {
        return connection.sequences().next(SqliteSequences.Name.INTENT);
    }

    @Override
    public void add(Collection<Intent> intents) {
        Prepared insert = connection.writing(INSERT);
        for (Intent intent : intents) {
            IntentBody body = intent.body();
            insert.set(intent.id())
                    .set(intent.msp().value())
                    .set(intent.connectionId())
                    .set(intent.incidentId())
                    .set(IntentJson.kind(body))
                    .set(
                            body instanceof IntentBody.CreateTicket create
                                    ? create.draft().reference()
                                    : null)
                    .set(IntentJson.write(body))
                    .set(intent.plannedAt());
            setState(insert, intent).update(() -> secondOne(intent));
        }
    }

    @Override
    public void save(Collection<Intent> intents) {
        Prepared update = connection.writing(UPDATE);
        for (Intent intent : intents) {
            int changed = setState(update, intent)
                    .set(intent.id())
                    .set(intent.token())
                    .set(intent.token() - 1)
                    .update(() -> secondOne(intent));
            if (changed == 0) {
                throw connection.refused(
                        "intent " + intent.id() + ": a change under token " + intent.token()
                                + " is not legal: another worker has taken it up, or it is not known",
                        null);
            }
        }
    }

    private static String secondOne(Intent intent) {
        return "intent " + intent.id() + " is kept already, its reference is taken, or incident " + intent.incidentId()
                + " has another open create";
    }

    private static Prepared setState(Prepared statement, Intent intent) {
        return statement
                .set(intent.state())
                .set(intent.state().open())
                .set(intent.dueAt())
                .set(intent.owner())
                .set(intent.leaseUntil())
                .set(intent.token())
                .set(intent.attempts())
                .set(intent.sentAt())
                .set(intent.lookups())
                .set(intent.everUnknown())
                .set(intent.carriedBy())
                .set(intent.resultId())
                .set(intent.lastError())
                .set(intent.endedAt());
    }

    private static Intent read(Row row) throws SQLException {
        return new Intent(
                row.number(),
                new MspId(row.text()),
                row.text(),
                row.number(),
                IntentJson.read(row.text()),
                IntentState.valueOf(row.text()),
                row.time(),
                row.timeOrNull(),
                row.textOrNull(),
                row.timeOrNull(),
                row.number(),
                row.small(),
                row.timeOrNull(),
                row.small(),
                row.flag(),
                method(row.textOrNull()),
                row.textOrNull(),
                row.textOrNull(),
                row.timeOrNull());
    }

    private static @Nullable ReferenceMethod method(@Nullable String name) {
        return name == null ? null : ReferenceMethod.valueOf(name);
    }

    private static Instant dueTime(Intent intent) {
        return intent.dueAt() == null ? Instant.MAX : intent.dueAt();
    }

    @Override
    public Optional<Intent> get(long id) {
        return Optional.ofNullable(connection.reading(GET).set(id).first(SqliteIntents::read));
    }

    @Override
    public List<Intent> due(MspId msp, Instant now, Collection<String> connections, int limit) {
        List<Intent> due = new ArrayList<>();
        Prepared held = connection.reading(DUE_HELD);
        Prepared free = connection.reading(DUE_FREE);
        for (String connectionId : new LinkedHashSet<>(connections)) {
            due.addAll(held.set(msp.value()).set(connectionId).set(now).list(SqliteIntents::read));
            due.addAll(free.set(msp.value())
                    .set(connectionId)
                    .set(now)
                    .set(limit + 1L)
                    .list(SqliteIntents::read));
        }
        due.sort(FIRST_DUE);
        return due.size() > limit ? inTurns(msp, now, connections, limit, due) : due;
    }

    /** A write whose turn it is. */
    private record Turn(long id, long turn, long lane, long dueAt) {}

    private List<Intent> inTurns(
            MspId msp, Instant now, Collection<String> connections, int limit, List<Intent> firstDue) {
        List<Turn> turns = new ArrayList<>();
        for (String connectionId : new LinkedHashSet<>(connections)) {
            turns.addAll(connection
                    .reading(IN_TURNS)
                    .set(msp.value())
                    .set(connectionId)
                    .set(now)
                    .set(limit)
                    .list(row -> new Turn(row.number(), row.number(), row.number(), row.number())));
        }
        // What a worker that died has held was first already.
        firstDue.stream()
                .filter(intent -> intent.leaseUntil() != null)
                .forEach(intent -> turns.add(new Turn(intent.id(), 1, 0, Times.number(dueTime(intent)))));
        return turns.stream()
                .sorted(Comparator.comparingLong(Turn::turn)
                        .thenComparingLong(Turn::lane)
                        .thenComparingLong(Turn::dueAt)
                        .thenComparingLong(Turn::id))
                .limit(limit)
                .flatMap(turn -> get(turn.id()).stream())
                .toList();
    }

    @Override
    public @Nullable Instant nextDue(MspId msp, Collection<String> connections) {
        Instant next = null;
        for (String query : List.of(NEXT_FREE, NEXT_HELD)) {
            for (String connectionId : connections) {
                Instant due = connection
                        .reading(query)
                        .set(msp.value())
                        .set(connectionId)
                        .first(Row::time);
                next = due != null && (next == null || due.isBefore(next)) ? due : next;
            }
        }
        return next;
    }

    @Override
    public List<Intent> openOf(long incidentId) {
        return connection.reading(OPEN_OF).set(incidentId).list(SqliteIntents::read);
    }

    @Override
    public List<Intent> of(long incidentId) {
        return connection.reading(OF).set(incidentId).list(SqliteIntents::read);
    }

    @Override
    public Map<String, Intent> byReference(MspId msp, Collection<String> references) {
        Map<String, Intent> found = new HashMap<>();
        Prepared byReference = connection.reading(BY_REFERENCE);
        for (String reference : references) {
            byReference.set(reference).set(msp.value()).each(row -> found.put(reference, read(row)));
        }
        return found;
    }

    @Override
    public List<Intent> inState(MspId msp, Collection<IntentState> states, int limit) {
        List<Intent> found = new ArrayList<>();
        Prepared inState = connection.reading(IN_STATE);
        for (IntentState state : new LinkedHashSet<>(states)) {
            found.addAll(inState.set(msp.value()).set(state).set(limit).list(SqliteIntents::read));
        }
        found.sort(Comparator.comparing(Intent::id));
        return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
    }
}

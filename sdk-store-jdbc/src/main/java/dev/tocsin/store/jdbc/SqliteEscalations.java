package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.store.EscalationStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Escalations in SQLite, each in a row under the number of its incident. */
final class SqliteEscalations implements EscalationStore {
    private static final String COLUMNS = """
            e.incident_id, e.msp, e.code, e.phase, e.epoch, e.policy_id, e.step, e.due_at, e.acknowledgement,
            e.unwritten, e.closing_wish, e.seen_state, e.seen_rises, e.seen_reopens, e.began_at, e.step_at, e.ended_at, e.reason,
            e.version""";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM escalation e";

    static final String GET =
            "SELECT " + COLUMNS + " FROM json_each(?) k CROSS JOIN escalation e ON e.incident_id = k.value";
    static final String DUE = SELECT
            + " INDEXED BY escalation_due WHERE msp = ? AND due_at <= ? AND due_at IS NOT NULL ORDER BY due_at, incident_id"
            + " LIMIT ?";
    static final String NEXT_DUE =
            "SELECT due_at FROM escalation INDEXED BY escalation_due WHERE msp = ? AND due_at IS NOT NULL"
                    + " ORDER BY due_at LIMIT 1";
    static final String NAMED = "SELECT " + COLUMNS + """
             FROM json_each(?2) k CROSS JOIN escalation e ON e.incident_id = coalesce(
            (SELECT u.incident_id FROM escalation u INDEXED BY escalation_code
            WHERE u.msp = ?1 AND u.code = k.value AND u.code IS NOT NULL AND u.over = 0),
            (SELECT l.incident_id FROM escalation l INDEXED BY escalation_named
            WHERE l.msp = ?1 AND l.code = k.value AND l.code IS NOT NULL ORDER BY l.ended_at DESC, l.incident_id DESC LIMIT 1))""";
    static final String PAGE = SELECT + " WHERE msp = ? AND incident_id > ? ORDER BY incident_id LIMIT ?";

    private static final String INSERT = """
            INSERT INTO escalation (incident_id, msp, began_at, code, phase, over, epoch, policy_id, step, due_at,
            acknowledgement, unwritten, closing_wish, seen_state, seen_rises, seen_reopens, step_at, ended_at, reason,
            version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""";
    private static final String UPDATE = """
            UPDATE escalation SET code = ?, phase = ?, over = ?, epoch = ?, policy_id = ?, step = ?, due_at = ?,
            acknowledgement = ?, unwritten = ?, closing_wish = ?, seen_state = ?, seen_rises = ?, seen_reopens = ?, step_at = ?,
            ended_at = ?, reason = ?, version = version + 1 WHERE incident_id = ? AND version = ?""";

    private final SqliteConnection connection;

    SqliteEscalations(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public Map<Long, Escalation> get(Collection<Long> incidentIds) {
        Map<Long, Escalation> found = new HashMap<>(incidentIds.size() * 2);
        connection.reading(GET).set(Json.numbers(incidentIds)).each(row -> {
            Escalation escalation = read(row);
            found.put(escalation.incidentId(), escalation);
        });
        return found;
    }

    @Override
    public void save(Collection<Escalation> escalations) {
        for (Escalation escalation : escalations) {
            if (escalation.version() == 0) {
                insert(escalation);
            } else {
                update(escalation);
            }
        }
    }

    private void insert(Escalation escalation) {
        Prepared insert = connection
                .writing(INSERT)
                .set(escalation.incidentId())
                .set(escalation.msp().value())
                .set(escalation.beganAt());
        setState(insert, escalation).update(() -> secondOne(escalation));
    }

    private void update(Escalation escalation) {
        int changed = setState(connection.writing(UPDATE), escalation)
                .set(escalation.incidentId())
                .set(escalation.version())
                .update(() -> secondOne(escalation));
        if (changed == 0) {
            throw connection.refused(
                    "the escalation of incident " + escalation.incidentId() + ": a change of version "
                            + escalation.version() + " is not legal, since that is not the latest",
                    null);
        }
    }

    private static String secondOne(Escalation escalation) {
        return "incident " + escalation.incidentId() + " has an escalation already, or its code '" + escalation.code()
                + "' is that of another which is not over";
    }

    /** What may change after an escalation began, with what follows from it. */
    private static Prepared setState(Prepared statement, Escalation escalation) {
        Escalation.Seen seen = escalation.seen();
        return statement
                .set(escalation.code())
                .set(escalation.phase())
                .set(escalation.phase() == EscalationPhase.ENDED)
                .set(escalation.epoch())
                .set(escalation.policyId())
                .set(escalation.step())
                .set(escalation.dueAt())
                .set(EscalationJson.write(escalation.acknowledgement()))
                .set(EscalationJson.write(escalation.unwritten()))
                .set(EscalationJson.write(escalation.closingWish()))
                .set(seen == null ? null : seen.state())
                .set(seen == null ? 0 : seen.rises())
                .set(seen == null ? 0 : seen.reopens())
                .set(escalation.stepAt())
                .set(escalation.endedAt())
                .set(escalation.reason());
    }

    private static Escalation read(Row row) throws SQLException {
        return new Escalation(
                row.number(),
                new MspId(row.text()),
                row.textOrNull(),
                EscalationPhase.valueOf(row.text()),
                row.small(),
                row.textOrNull(),
                row.small(),
                row.timeOrNull(),
                EscalationJson.acknowledgement(row.textOrNull()),
                EscalationJson.acknowledgements(row.text()),
                EscalationJson.closingWish(row.textOrNull()),
                EscalationJson.seen(row.textOrNull(), row.small(), row.small()),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.text(),
                row.number());
    }

    @Override
    public List<Escalation> due(MspId msp, Instant now, int limit) {
        return connection.reading(DUE).set(msp.value()).set(now).set(limit).list(SqliteEscalations::read);
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        return connection.reading(NEXT_DUE).set(msp.value()).first(Row::time);
    }

    @Override
    public Map<String, Escalation> named(MspId msp, Collection<String> codes) {
        Map<String, Escalation> found = new HashMap<>(codes.size() * 2);
        connection
                .reading(NAMED)
                .set(msp.value())
                .set(Json.texts(List.copyOf(codes)))
                .each(row -> {
                    Escalation escalation = read(row);
                    found.put(escalation.code(), escalation);
                });
        return found;
    }

    @Override
    public List<Escalation> page(MspId msp, long after, int limit) {
        return connection.reading(PAGE).set(msp.value()).set(after).set(limit).list(SqliteEscalations::read);
    }
}

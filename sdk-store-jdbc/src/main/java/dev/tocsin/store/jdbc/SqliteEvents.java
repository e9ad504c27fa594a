package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.store.DeliveryOutcome;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.EventStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events in SQLite. How many came to each outcome is added up within a transaction and written with its end. */
final class SqliteEvents implements EventStore {
    /** The keys come as one value, one after the other: that costs a quarter of a query for each. */
    private static final String OUTCOMES = """
            WITH RECURSIVE place (at) AS (VALUES (1) UNION ALL SELECT at + 20 FROM place WHERE at + 20 < ?2)
            SELECT e.key, e.outcome, e.incident_id, e.reason
            FROM place CROSS JOIN event e ON e.key = substr(?1, place.at, 20)""";

    private static final String INTO =
            "INSERT INTO event (key, msp, outcome, incident_id, fingerprint, received_at, external_id, reason, payload) VALUES ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT = INTO + ROW + " ON CONFLICT (key) DO NOTHING";
    /** How many rows go in one statement where none of them is there yet: that spares most of the calls. */
    private static final int ROWS = 20;

    private static final String INSERT_ROWS = INTO + String.join(", ", Collections.nCopies(ROWS, ROW));
    private static final String OUTCOME = "SELECT outcome FROM event WHERE key = ?";
    private static final String REPLACE = """
            UPDATE event SET outcome = ?, incident_id = ?, fingerprint = ?, received_at = ?, external_id = ?,
            reason = ?, payload = ? WHERE key = ?""";

    private static final String SELECT =
            "SELECT key, msp, external_id, payload, fingerprint, outcome, incident_id, reason, received_at FROM event ";
    private static final String GET = SELECT + "WHERE key = ? AND msp = ?";
    private static final String PAGE = SELECT + "WHERE msp = ? AND key > ? ORDER BY key LIMIT ?";
    private static final String PAGE_OF = SELECT + "WHERE msp = ? AND key > ? AND outcome = ? ORDER BY key LIMIT ?";
    private static final String PAGE_PARKED =
            SELECT + "INDEXED BY event_parked WHERE msp = ? AND key > ? AND outcome = 3 ORDER BY key LIMIT ?";
    private static final String BY_EXTERNAL_ID = SELECT + "WHERE msp = ? AND external_id = ? ORDER BY key LIMIT ?";

    private static final String COUNTS = "SELECT outcome, events FROM event_count WHERE msp = ? AND events > 0";
    private static final String COUNT = """
            INSERT INTO event_count (msp, outcome, events) VALUES (?1, ?2, ?3)
            ON CONFLICT (msp, outcome) DO UPDATE SET events = events + ?3""";

    private static final byte[] BEFORE_ALL = {};

    private final SqliteConnection connection;
    private final Map<MspId, long[]> counted = new HashMap<>();
    /** The keys that were looked up in this transaction and are not there. */
    private final Set<DeliveryKey> absent = new HashSet<>();

    private int kept;

    SqliteEvents(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public Map<DeliveryKey, DeliveryOutcome> outcomes(Collection<DeliveryKey> keys) {
        byte[] packed = new byte[keys.size() * DeliveryKey.BYTES];
        int at = 0;
        for (DeliveryKey key : keys) {
            System.arraycopy(key.bytes(), 0, packed, at, DeliveryKey.BYTES);
            at += DeliveryKey.BYTES;
        }
        Map<DeliveryKey, DeliveryOutcome> found = new HashMap<>();
        connection
                .reading(OUTCOMES)
                .set(packed)
                .set(packed.length)
                .each(row -> found.put(
                        DeliveryKey.fromBytes(row.bytes()),
                        new DeliveryOutcome(Codes.OUTCOME.value(row.number()), row.numberOrNull(), row.text())));
        absent.addAll(keys);
        absent.removeAll(found.keySet());
        return found;
    }

    @Override
    public void save(List<EventRecord> events) {
        int from = 0;
        while (from + ROWS <= events.size() && areNew(events.subList(from, from + ROWS))) {
            Prepared insert = connection.writing(INSERT_ROWS);
            for (EventRecord event : events.subList(from, from + ROWS)) {
                set(insert, event);
                count(event, Codes.OUTCOME.code(event.outcome()), 1);
            }
            insert.update();
            from += ROWS;
        }
        for (EventRecord event : events.subList(from, events.size())) {
            boolean isNew = set(connection.writing(INSERT), event).update() == 1;
            if (!isNew) {
                replace(event);
            }
            count(event, Codes.OUTCOME.code(event.outcome()), 1);
            absent.remove(event.key());
        }
        kept += events.size();
    }

    /** Whether none of the events is there, each is another one, and all were looked up before in this transaction. */
    private boolean areNew(List<EventRecord> events) {
        boolean all = true;
        for (EventRecord event : events) {
            all &= absent.remove(event.key());
        }
        return all;
    }

    private static Prepared set(Prepared insert, EventRecord event) {
        return insert.set(event.key().bytes())
                .set(event.event().msp().value())
                .set(Codes.OUTCOME.code(event.outcome()))
                .set(event.incidentId())
                .set(event.fingerprint().bytes())
                .set(event.receivedAt())
                .set(event.event().externalId())
                .set(event.reason())
                .set(EventJson.write(event.event()));
    }

    private void replace(EventRecord event) {
        byte[] key = event.key().bytes();
        Integer before = connection.reading(OUTCOME).set(key).first(Row::small);
        if (before != null) {
            count(event, before, -1);
        }
        connection
                .writing(REPLACE)
                .set(Codes.OUTCOME.code(event.outcome()))
                .set(event.incidentId())
                .set(event.fingerprint().bytes())
                .set(event.receivedAt())
                .set(event.event().externalId())
                .set(event.reason())
                .set(EventJson.write(event.event()))
                .set(key)
                .update();
    }

    private void count(EventRecord event, int outcome, int by) {
        counted.computeIfAbsent(event.event().msp(), msp -> new long[Codes.OUTCOME.size()])[outcome] += by;
    }

    @Override
    public Optional<EventRecord> get(MspId msp, DeliveryKey key) {
        return Optional.ofNullable(
                connection.reading(GET).set(key.bytes()).set(msp.value()).first(SqliteEvents::read));
    }

    @Override
    public List<EventRecord> page(
            MspId msp, Receipt.@Nullable Outcome outcome, @Nullable DeliveryKey after, int limit) {
        String sql = outcome == null ? PAGE : outcome == Receipt.Outcome.PARKED ? PAGE_PARKED : PAGE_OF;
        Prepared page = connection.reading(sql).set(msp.value()).set(after == null ? BEFORE_ALL : after.bytes());
        if (outcome != null && outcome != Receipt.Outcome.PARKED) {
            page.set(Codes.OUTCOME.code(outcome));
        }
        return page.set(limit).list(SqliteEvents::read);
    }

    @Override
    public Map<Receipt.Outcome, Long> counts(MspId msp) {
        flush();
        Map<Receipt.Outcome, Long> counts = new EnumMap<>(Receipt.Outcome.class);
        connection
                .reading(COUNTS)
                .set(msp.value())
                .each(row -> counts.put(Codes.OUTCOME.value(row.number()), row.number()));
        return counts;
    }

    @Override
    public List<EventRecord> byExternalId(MspId msp, String externalId, int limit) {
        return connection
                .reading(BY_EXTERNAL_ID)
                .set(msp.value())
                .set(externalId)
                .set(limit)
                .list(SqliteEvents::read);
    }

    private static EventRecord read(Row row) throws SQLException {
        DeliveryKey key = DeliveryKey.fromBytes(row.bytes());
        MspId msp = new MspId(row.text());
        String externalId = row.text();
        return new EventRecord(
                key,
                EventJson.read(row.text(), msp, externalId),
                Fingerprint.fromBytes(row.bytes()),
                Codes.OUTCOME.value(row.number()),
                row.numberOrNull(),
                row.text(),
                row.time());
    }

    /** How many events were kept since the transaction began. */
    int kept() {
        return kept;
    }

    /** Forgets what was added up, since the transaction is over. */
    void forget() {
        counted.clear();
        absent.clear();
        kept = 0;
    }

    /** Writes what was added up. */
    void flush() {
        if (counted.isEmpty()) {
            return;
        }
        Prepared count = connection.writing(COUNT);
        counted.forEach((msp, byOutcome) -> {
            for (int outcome = 0; outcome < byOutcome.length; outcome++) {
                if (byOutcome[outcome] != 0) {
                    count.set(msp.value()).set(outcome).set(byOutcome[outcome]).update();
                }
            }
        });
        counted.clear();
    }
}

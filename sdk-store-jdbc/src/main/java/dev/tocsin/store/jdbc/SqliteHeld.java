package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.store.HeldStore;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import dev.tocsin.core.suppress.Subject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Held subjects in SQLite. */
final class SqliteHeld implements HeldStore {
    private static final String COLUMNS = "m.fingerprint, m.msp, m.company_id, m.category, m.event_type, m.severity,"
            + " m.asset, m.product, m.user_object, m.user_name, m.moment, m.group_key, m.incident_id, m.event, m.title,"
            + " m.events, m.since, m.last_at, m.last_sequence, m.due_at, m.parent, m.reason";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM held m ";
    private static final String ANY = "SELECT 1 FROM held LIMIT 1";
    /** The fingerprints come as one value, one after the other: that costs a quarter of a query for each. */
    private static final String CURRENT = "WITH RECURSIVE place (at) AS"
            + " (VALUES (1) UNION ALL SELECT at + 16 FROM place WHERE at + 16 < ?2) SELECT " + COLUMNS
            + " FROM place CROSS JOIN held m ON m.fingerprint = substr(?1, place.at, 16)";

    private static final String SAVE = "INSERT OR REPLACE INTO held (" + COLUMNS.replace("m.", "")
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?," + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String REMOVE = "DELETE FROM held WHERE fingerprint = ?";
    private static final String DUE = SELECT
            + "INDEXED BY held_due WHERE m.msp = ? AND m.due_at <= ?"
            + " ORDER BY m.due_at, m.last_at, m.last_sequence, m.fingerprint LIMIT ?";
    private static final String NEXT_DUE =
            "SELECT due_at FROM held INDEXED BY held_due WHERE msp = ? AND due_at IS NOT NULL ORDER BY due_at LIMIT 1";
    private static final String WAKE = "UPDATE held INDEXED BY held_child SET due_at = 0 WHERE parent = ?";
    private static final String WAKE_ALL = "UPDATE held INDEXED BY held_msp SET due_at = 0 WHERE msp = ?";
    private static final String PARENTS = SELECT + "INDEXED BY held_parent WHERE m.moment = 0";
    private static final String PAGE =
            SELECT + "INDEXED BY held_msp WHERE m.msp = ? AND m.fingerprint > ? ORDER BY m.fingerprint LIMIT ?";

    private static final byte[] BEFORE_ALL = {};

    private final SqliteConnection connection;

    SqliteHeld(SqliteConnection connection) {
        this.connection = connection;
    }

    /** There are hardly ever any; that is worth one look before one look each. */
    private boolean isEmpty() {
        return connection.reading(ANY).first(Row::number) == null;
    }

    @Override
    public Map<Fingerprint, Held> current(Collection<Fingerprint> fingerprints) {
        Map<Fingerprint, Held> found = new HashMap<>();
        if (isEmpty()) {
            return found;
        }
        byte[] packed = SqliteMembers.packed(fingerprints);
        connection.reading(CURRENT).set(packed).set(packed.length).each(row -> {
            Held held = read(row);
            found.put(held.subject().fingerprint(), held);
        });
        return found;
    }

    @Override
    public void save(Collection<Held> held) {
        Prepared save = connection.writing(SAVE);
        for (Held one : held) {
            Subject subject = one.subject();
            EventUser user = subject.user();
            GroupKey group = subject.groupKey();
            save.set(subject.fingerprint())
                    .set(subject.msp().value())
                    .set(subject.companyId())
                    .set(Codes.CATEGORY.code(subject.category()))
                    .set(subject.eventType())
                    .set(Codes.SEVERITY.code(subject.severity()))
                    .set(subject.asset())
                    .set(subject.product())
                    .set(user == null ? null : user.objectId())
                    .set(user == null ? null : user.principalName())
                    .set(subject.moment())
                    .set(group == null ? null : group.value())
                    .set(subject.incidentId())
                    .set(one.event().bytes())
                    .set(one.title())
                    .set(one.events())
                    .set(one.since())
                    .set(one.lastAt())
                    .set(one.lastSequence())
                    .set(one.lookAgainAt())
                    .set(one.parent())
                    .set(one.reason())
                    .update();
        }
    }

    private static Held read(Row row) throws SQLException {
        Fingerprint fingerprint = Fingerprint.fromBytes(row.bytes());
        Subject subject = new Subject(
                new MspId(row.text()),
                row.text(),
                fingerprint,
                Codes.CATEGORY.value(row.number()),
                row.text(),
                Codes.SEVERITY.value(row.number()),
                row.textOrNull(),
                row.textOrNull(),
                SqliteMembers.user(row.textOrNull(), row.textOrNull()),
                row.flag(),
                group(row.textOrNull()),
                row.numberOrNull());
        return new Held(
                subject,
                DeliveryKey.fromBytes(row.bytes()),
                row.text(),
                row.number(),
                row.time(),
                row.time(),
                row.numberOrNull(),
                row.timeOrNull(),
                row.fingerprintOrNull(),
                row.text());
    }

    private static @Nullable GroupKey group(@Nullable String value) {
        return value == null ? null : new GroupKey(value);
    }

    @Override
    public void remove(Collection<Fingerprint> fingerprints) {
        Prepared remove = connection.writing(REMOVE);
        fingerprints.forEach(fingerprint -> remove.set(fingerprint).update());
    }

    @Override
    public List<Held> due(MspId msp, Instant now, int limit) {
        return connection.reading(DUE).set(msp.value()).set(now).set(limit).list(SqliteHeld::read);
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        return connection.reading(NEXT_DUE).set(msp.value()).first(Row::time);
    }

    @Override
    public int wake(Collection<Fingerprint> parents) {
        Prepared wake = connection.writing(WAKE);
        if (isEmpty()) {
            return 0;
        }
        int woken = 0;
        for (Fingerprint parent : parents) {
            woken += wake.set(parent).update();
        }
        return woken;
    }

    @Override
    public int wakeAll(MspId msp) {
        return connection.writing(WAKE_ALL).set(msp.value()).update();
    }

    @Override
    public List<Parent> parents(ParentQuery query, int limit) {
        return SqliteParents.find(connection, PARENTS, "m.since", query, limit, row -> Parent.of(read(row)));
    }

    @Override
    public List<Held> page(MspId msp, @Nullable Fingerprint after, int limit) {
        return connection
                .reading(PAGE)
                .set(msp.value())
                .set(after == null ? BEFORE_ALL : after.bytes())
                .set(limit)
                .list(SqliteHeld::read);
    }
}

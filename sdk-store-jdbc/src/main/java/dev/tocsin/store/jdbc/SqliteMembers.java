package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.Traits;
import dev.tocsin.core.store.MemberStore;
import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members in SQLite. */
final class SqliteMembers implements MemberStore {
    private static final String COLUMNS = "m.fingerprint, m.incident_id, m.state, m.severity, m.title, m.asset,"
            + " m.events, m.first_at, m.last_at, m.last_sequence, m.acknowledged, m.told, m.changed, m.payload, m.quiet_until,"
            + " m.msp, m.company_id, m.category, m.event_type, m.product, m.user_object, m.user_name";
    /** The fingerprints come as one value, one after the other: that costs a quarter of a query for each. */
    private static final String CURRENT = "WITH RECURSIVE place (at) AS"
            + " (VALUES (1) UNION ALL SELECT at + 16 FROM place WHERE at + 16 < ?2) SELECT " + COLUMNS
            + " FROM place CROSS JOIN member m INDEXED BY member_current"
            + " ON m.is_current = 1 AND m.fingerprint = substr(?1, place.at, 16)";

    private static final String INSERT = """
            INSERT INTO member (fingerprint, incident_id, is_current, state, severity, title, asset, events, first_at,
            last_at, last_sequence, acknowledged, told, changed, payload, quiet_until, msp, company_id, category,
            event_type, product, user_object, user_name, may_mute)
            VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (fingerprint) WHERE is_current = 1 DO NOTHING""";
    private static final String LEAVE = """
            UPDATE member INDEXED BY member_current SET is_current = 0
            WHERE fingerprint = ? AND is_current = 1 AND incident_id <> ?""";
    private static final String UPDATE = """
            UPDATE member INDEXED BY member_current SET state = ?, severity = ?, title = ?, asset = ?, events = ?,
            first_at = ?, last_at = ?, last_sequence = ?, acknowledged = ?, told = ?, changed = ?, payload = ?, quiet_until = ?
            WHERE fingerprint = ? AND is_current = 1 AND incident_id = ?""";

    private static final String OF = "SELECT " + COLUMNS + " FROM member m INDEXED BY member_incident"
            + " WHERE m.incident_id = ? AND (m.changed = 1 OR ? = 0)"
            + " ORDER BY m.severity DESC, m.first_at, m.fingerprint LIMIT ?";
    private static final String EVENT_COUNTS =
            "SELECT k.value, SUM(m.events) FROM json_each(?) k CROSS JOIN member m INDEXED BY member_incident"
                    + " ON m.incident_id = k.value GROUP BY k.value";
    private static final String MARK_TOLD = """
            UPDATE member INDEXED BY member_incident SET told = 1, changed = 0
            WHERE incident_id = ? AND (told = 0 OR changed = 1)""";
    private static final String ANSWER = """
            UPDATE member INDEXED BY member_incident SET state = ?
            WHERE incident_id = ? AND is_current = 1 AND state = ?""";

    private static final String QUIET =
            "UPDATE member INDEXED BY member_incident SET quiet_until = ? WHERE incident_id = ? AND is_current = 1";
    private static final String WORST_ACTIVE = "SELECT severity FROM member INDEXED BY member_incident"
            + " WHERE incident_id = ? AND is_current = 1 AND state = ? ORDER BY severity DESC LIMIT 1";
    private static final String ACKNOWLEDGED = "SELECT COUNT(*) FROM member INDEXED BY member_incident"
            + " WHERE incident_id = ? AND is_current = 1 AND state = ? AND acknowledged = 1";
    private static final String WITH_ASSET = "SELECT id FROM incident i WHERE msp = ? AND company_id = ? AND live = 1"
            + " AND EXISTS (SELECT 1 FROM member INDEXED BY member_incident"
            + " WHERE incident_id = i.id AND is_current = 1 AND asset = ?) ORDER BY id";

    private static final String PARENTS = "SELECT " + COLUMNS
            + " FROM member m INDEXED BY member_parent WHERE m.may_mute = 1 AND m.is_current = 1 AND m.state IN (0, 2)";

    private final SqliteConnection connection;

    SqliteMembers(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public Map<Fingerprint, Member> current(Collection<Fingerprint> fingerprints) {
        byte[] packed = packed(fingerprints);
        Map<Fingerprint, Member> found = new HashMap<>(fingerprints.size() * 2);
        connection.reading(CURRENT).set(packed).set(packed.length).each(row -> {
            Member member = read(row);
            found.put(member.fingerprint(), member);
        });
        return found;
    }

    /** Fingerprints as one value, one after the other. */
    static byte[] packed(Collection<Fingerprint> fingerprints) {
        byte[] packed = new byte[fingerprints.size() * Fingerprint.BYTES];
        int at = 0;
        for (Fingerprint fingerprint : fingerprints) {
            System.arraycopy(fingerprint.bytes(), 0, packed, at, Fingerprint.BYTES);
            at += Fingerprint.BYTES;
        }
        return packed;
    }

    @Override
    public void add(Collection<Member> members) {
        Prepared insert = connection.writing(INSERT);
        for (Member member : members) {
            if (insert(insert, member)) {
                continue;
            }
            int left = connection
                    .writing(LEAVE)
                    .set(member.fingerprint().bytes())
                    .set(member.incidentId())
                    .update();
            if (left == 0 || !insert(insert, member)) {
                throw connection.refused(
                        "subject " + member.fingerprint() + " is a current member of incident " + member.incidentId()
                                + " already; it can be updated, not added",
                        null);
            }
        }
    }

    private boolean insert(Prepared insert, Member member) {
        insert.set(member.fingerprint().bytes()).set(member.incidentId());
        Traits traits = member.traits();
        EventUser user = traits.user();
        return setState(insert, member)
                        .set(traits.msp().value())
                        .set(traits.companyId())
                        .set(Codes.CATEGORY.code(traits.category()))
                        .set(traits.eventType())
                        .set(traits.product())
                        .set(user == null ? null : user.objectId())
                        .set(user == null ? null : user.principalName())
                        .set(connection.configuration().suppression().hasInhibitions(traits.msp()))
                        .update()
                == 1;
    }

    /** What may change while a member is current. */
    private static Prepared setState(Prepared statement, Member member) {
        return statement
                .set(Codes.MEMBER_STATE.code(member.state()))
                .set(Codes.SEVERITY.code(member.severity()))
                .set(member.title())
                .set(member.asset())
                .set(member.count())
                .set(member.firstAt())
                .set(member.lastAt())
                .set(member.lastSequence())
                .set(member.acknowledged())
                .set(member.told())
                .set(member.changed())
                .set(member.payload())
                .set(member.quietUntil());
    }

    @Override
    public void update(Collection<Member> members) {
        Prepared update = connection.writing(UPDATE);
        for (Member member : members) {
            int changed = setState(update, member)
                    .set(member.fingerprint().bytes())
                    .set(member.incidentId())
                    .update();
            if (changed == 0) {
                throw connection.refused(
                        "subject " + member.fingerprint() + " is not a current member of incident "
                                + member.incidentId() + ": it is not known, or it has joined another",
                        null);
            }
        }
    }

    @Override
    public List<Member> of(long incidentId, boolean changedOnly, int limit) {
        return connection
                .reading(OF)
                .set(incidentId)
                .set(changedOnly)
                .set(limit)
                .list(SqliteMembers::read);
    }

    private static Member read(Row row) throws SQLException {
        return new Member(
                Fingerprint.fromBytes(row.bytes()),
                row.number(),
                Codes.MEMBER_STATE.value(row.number()),
                Codes.SEVERITY.value(row.number()),
                row.text(),
                row.textOrNull(),
                row.number(),
                row.time(),
                row.time(),
                row.numberOrNull(),
                row.flag(),
                row.flag(),
                row.flag(),
                row.number(),
                row.timeOrNull(),
                new Traits(
                        new MspId(row.text()),
                        row.text(),
                        Codes.CATEGORY.value(row.number()),
                        row.text(),
                        row.textOrNull(),
                        user(row.textOrNull(), row.textOrNull())));
    }

    /** The user of two columns; null if both are. */
    static @Nullable EventUser user(@Nullable String objectId, @Nullable String principalName) {
        return objectId == null && principalName == null ? null : new EventUser(objectId, principalName);
    }

    @Override
    public List<Parent> parents(ParentQuery query, int limit) {
        return SqliteParents.find(connection, PARENTS, "m.first_at", query, limit, row -> Parent.of(read(row)));
    }

    @Override
    public Map<Long, Long> eventCounts(Collection<Long> incidentIds) {
        Map<Long, Long> counts = new HashMap<>();
        connection
                .reading(EVENT_COUNTS)
                .set(Json.numbers(Set.copyOf(incidentIds)))
                .each(row -> counts.put(row.number(), row.number()));
        return counts;
    }

    @Override
    public void markTold(long incidentId) {
        connection.writing(MARK_TOLD).set(incidentId).update();
    }

    @Override
    public int answer(long incidentId, @Nullable Instant quietUntil) {
        if (quietUntil != null) {
            connection.writing(QUIET).set(quietUntil).set(incidentId).update();
        }
        return connection
                .writing(ANSWER)
                .set(Codes.MEMBER_STATE.code(MemberState.ANSWERED))
                .set(incidentId)
                .set(Codes.MEMBER_STATE.code(MemberState.ACTIVE))
                .update();
    }

    @Override
    public Optional<Severity> worstActive(long incidentId) {
        return Optional.ofNullable(connection
                .reading(WORST_ACTIVE)
                .set(incidentId)
                .set(Codes.MEMBER_STATE.code(MemberState.ACTIVE))
                .first(row -> Codes.SEVERITY.value(row.number())));
    }

    @Override
    public long acknowledged(long incidentId) {
        Long count = connection
                .reading(ACKNOWLEDGED)
                .set(incidentId)
                .set(Codes.MEMBER_STATE.code(MemberState.ACTIVE))
                .first(Row::number);
        return count == null ? 0 : count;
    }

    @Override
    public List<Long> incidentsWith(MspId msp, String companyId, String asset) {
        return connection
                .reading(WITH_ASSET)
                .set(msp.value())
                .set(companyId)
                .set(asset)
                .list(Row::number);
    }
}

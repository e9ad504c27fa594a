package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.store.NotificationStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notifications in SQLite. When one told its person of its incident is a column of its own, so that answers to messages find what
 * they mean by an index.
 */
final class SqliteNotifications implements NotificationStore {
    private static final String SELECT = """
            SELECT id, msp, key, purpose, incident_id, epoch, step, fallback, person_kind, person_id, person_name, kind,
            severity, address, subject, text, html, state, planned_at, due_at, expires_at, owner, lease_until, fence, attempts,
            lookups, repeated, channel_id, sent_at, earlier_at, not_sent_since, provider_id, status, proof_id, bundle_id,
            reason, needless, ended_at FROM notification""";
    private static final String WHOSE = " WHERE msp = ? AND person_kind = ? AND person_id = ?";

    private static final String GET = SELECT + " WHERE id = ?";
    static final String BY_KEY = SELECT + " INDEXED BY notification_key WHERE msp = ? AND key = ?";
    static final String BY_PROVIDER = SELECT + " INDEXED BY notification_provider WHERE msp = ? AND channel_id = ?"
            + " AND provider_id = ? AND provider_id IS NOT NULL ORDER BY id LIMIT 1";
    static final String OF_INCIDENT =
            SELECT + " INDEXED BY notification_incident WHERE incident_id = ? AND incident_id IS NOT NULL ORDER BY id";
    static final String TO_ADDRESS = SELECT + " INDEXED BY notification_address WHERE incident_id = ? AND address = ?"
            + " AND kind = ? AND epoch = ? AND step = ? AND incident_id IS NOT NULL AND address IS NOT NULL ORDER BY id";
    static final String BUNDLED_WITH =
            SELECT + " INDEXED BY notification_bundle WHERE bundle_id = ? AND bundle_id IS NOT NULL ORDER BY id";
    /** Of one severity, or of none. */
    static final String URGENT = SELECT
            + " INDEXED BY notification_urgent WHERE msp = ? AND kind = ? AND severity IS ? AND due_at <= ?"
            + " AND due_at IS NOT NULL AND state <> 'SENT' ORDER BY due_at, id LIMIT ?";

    static final String TO_ASK_FOR = SELECT
            + " INDEXED BY notification_to_ask_for WHERE msp = ? AND kind = ? AND due_at <= ?"
            + " AND due_at IS NOT NULL AND state = 'SENT' ORDER BY due_at, id LIMIT ?";

    static final String NEXT_DUE =
            "SELECT due_at FROM notification INDEXED BY notification_due WHERE msp = ? AND kind = ?"
                    + " AND due_at IS NOT NULL ORDER BY due_at LIMIT 1";
    static final String PLANNED =
            SELECT + " INDEXED BY notification_planned" + WHOSE + " AND kind = ? AND state = 'PLANNED' ORDER BY id";
    static final String PLANNED_OF_INCIDENT = SELECT + " INDEXED BY notification_waiting WHERE incident_id = ?"
            + " AND person_id = ? AND kind = ? AND person_kind = ? AND msp = ? AND state = 'PLANNED'"
            + " AND incident_id IS NOT NULL ORDER BY id";
    static final String SENT_TIMES = "SELECT sent_at, kind, purpose FROM notification INDEXED BY notification_sent"
            + WHOSE + " AND sent_at > ? AND sent_at IS NOT NULL AND bundle_id IS NULL ORDER BY sent_at DESC";
    /** From what is live, which is little, and not from all that the person was ever told. */
    static final String OPEN_INCIDENTS = """
            SELECT i.id FROM incident i INDEXED BY incident_live CROSS JOIN notification n INDEXED BY notification_told
            ON n.msp = ?1 AND n.person_kind = ?2 AND n.person_id = ?3 AND n.incident_id = i.id AND n.told_at IS NOT NULL
            WHERE i.msp = ?1 AND i.live = 1 GROUP BY i.id ORDER BY MAX(n.told_at) DESC, i.id DESC""";

    static final String PAGE = SELECT + " NOT INDEXED WHERE msp = ? AND id > ? ORDER BY id LIMIT ?";

    private static final String INSERT = """
            INSERT INTO notification (id, msp, key, purpose, incident_id, epoch, step, fallback, person_kind, person_id,
            person_name, kind, severity, planned_at, address, subject, text, html, state, due_at, expires_at, owner, lease_until,
            fence, attempts, lookups, repeated, channel_id, sent_at, earlier_at, not_sent_since, provider_id, status,
            proof_id, bundle_id, reason, needless, ended_at, told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (msp, key) DO NOTHING""";
    private static final String UPDATE = """
            UPDATE notification SET address = ?, subject = ?, text = ?, html = ?, state = ?, due_at = ?, expires_at = ?,
            owner = ?, lease_until = ?, fence = ?, attempts = ?, lookups = ?, repeated = ?, channel_id = ?, sent_at = ?,
            earlier_at = ?, not_sent_since = ?, provider_id = ?, status = ?, proof_id = ?, bundle_id = ?, reason = ?,
            needless = ?, ended_at = ?, told_at = ?
            WHERE id = ? AND fence IN (?, ?)""";

    private static final Comparator<Notification> FIRST_DUE =
            Comparator.comparing(SqliteNotifications::dueTime).thenComparingLong(Notification::id);

    private final SqliteConnection connection;

    SqliteNotifications(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public long nextId() {
        return connection.sequences().next(SqliteSequences.Name.NOTIFICATION);
    }

    @Override
    public boolean add(Notification notification) {
        Prepared insert = connection
                .writing(INSERT)
                .set(notification.id())
                .set(notification.msp().value())
                .set(notification.key())
                .set(notification.purpose())
                .set(notification.incidentId())
                .set(notification.epoch())
                .set(notification.step())
                .set(notification.fallback())
                .set(notification.person().kind())
                .set(notification.person().id())
                .set(notification.personName())
                .set(notification.kind())
                .set(notification.severity())
                .set(notification.plannedAt());
        return setState(insert, notification)
                        .update(() -> "notification " + notification.id() + " is kept already, with another key")
                > 0;
    }

    @Override
    public void save(Collection<Notification> notifications) {
        Prepared update = connection.writing(UPDATE);
        for (Notification notification : notifications) {
            int changed = setState(update, notification)
                    .set(notification.id())
                    .set(notification.token())
                    .set(notification.token() - 1)
                    .update();
            if (changed == 0) {
                throw connection.refused(
                        "notification " + notification.id() + ": a change under token " + notification.token()
                                + " is not legal: another worker has taken it up, or it is not known",
                        null);
            }
        }
    }

    /** What may change after a notification was planned, with what follows from it. */
    private static Prepared setState(Prepared statement, Notification notification) {
        Words words = notification.words();
        return statement
                .set(notification.address())
                .set(words == null ? null : words.subject())
                .set(words == null ? null : words.text())
                .set(words == null ? null : words.html())
                .set(notification.state())
                .set(notification.dueAt())
                .set(notification.expiresAt())
                .set(notification.owner())
                .set(notification.leaseUntil())
                .set(notification.token())
                .set(notification.attempts())
                .set(notification.lookups())
                .set(notification.repeated())
                .set(notification.channelId())
                .set(notification.sentAt())
                .set(notification.earlierAt())
                .set(notification.notSentSince())
                .set(notification.providerId())
                .set(notification.status())
                .set(notification.proofId())
                .set(notification.bundleId())
                .set(notification.reason())
                .set(notification.needless())
                .set(notification.endedAt())
                .set(notification.toldAt());
    }

    private static Notification read(Row row) throws SQLException {
        long id = row.number();
        MspId msp = new MspId(row.text());
        return new Notification(
                id,
                msp,
                row.text(),
                Purpose.valueOf(row.text()),
                row.numberOrNull(),
                row.small(),
                row.small(),
                row.small(),
                new PersonRef(msp, PersonRef.Kind.valueOf(row.text()), row.text()),
                row.text(),
                ChannelKind.valueOf(row.text()),
                severity(row.textOrNull()),
                row.textOrNull(),
                words(row.textOrNull(), row.textOrNull(), row.textOrNull()),
                NotificationState.valueOf(row.text()),
                row.time(),
                row.timeOrNull(),
                row.time(),
                row.textOrNull(),
                row.timeOrNull(),
                row.number(),
                row.small(),
                row.small(),
                row.flag(),
                row.textOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.textOrNull(),
                status(row.textOrNull()),
                row.textOrNull(),
                row.numberOrNull(),
                row.textOrNull(),
                row.flag(),
                row.timeOrNull());
    }

    private static @Nullable Words words(@Nullable String subject, @Nullable String text, @Nullable String html) {
        return text == null ? null : new Words(subject, text, html);
    }

    private static @Nullable Severity severity(@Nullable String name) {
        return name == null ? null : Severity.valueOf(name);
    }

    private static @Nullable DeliveryStatus status(@Nullable String name) {
        return name == null ? null : DeliveryStatus.valueOf(name);
    }

    private static Instant dueTime(Notification notification) {
        return notification.dueAt() == null ? Instant.MAX : notification.dueAt();
    }

    @Override
    public Optional<Notification> get(long id) {
        return Optional.ofNullable(connection.reading(GET).set(id).first(SqliteNotifications::read));
    }

    @Override
    public Optional<Notification> byKey(MspId msp, String key) {
        return Optional.ofNullable(
                connection.reading(BY_KEY).set(msp.value()).set(key).first(SqliteNotifications::read));
    }

    @Override
    public Optional<Notification> byProvider(MspId msp, String channelId, String providerId) {
        return Optional.ofNullable(connection
                .reading(BY_PROVIDER)
                .set(msp.value())
                .set(channelId)
                .set(providerId)
                .first(SqliteNotifications::read));
    }

    @Override
    public List<Notification> ofIncident(long incidentId) {
        return connection.reading(OF_INCIDENT).set(incidentId).list(SqliteNotifications::read);
    }

    @Override
    public List<Notification> toAddress(long incidentId, int epoch, int step, ChannelKind kind, String address) {
        return connection
                .reading(TO_ADDRESS)
                .set(incidentId)
                .set(address)
                .set(kind)
                .set(epoch)
                .set(step)
                .list(SqliteNotifications::read);
    }

    @Override
    public List<Notification> bundledWith(long id) {
        return connection.reading(BUNDLED_WITH).set(id).list(SqliteNotifications::read);
    }

    @Override
    public List<Notification> due(MspId msp, Instant now, Set<ChannelKind> kinds, int limit) {
        List<Notification> due = new ArrayList<>();
        for (ChannelKind kind : kinds) {
            due.addAll(ofSeverity(msp, now, kind, null, limit));
            for (Severity severity : Severity.values()) {
                due.addAll(ofSeverity(msp, now, kind, severity, limit));
            }
        }
        return due.stream().sorted(FIRST_DUE).limit(limit).toList();
    }

    @Override
    public List<Notification> toAskFor(MspId msp, Instant now, ChannelKind kind, int limit) {
        return connection
                .reading(TO_ASK_FOR)
                .set(msp.value())
                .set(kind)
                .set(now)
                .set(limit)
                .list(SqliteNotifications::read);
    }

    @Override
    public List<Notification> urgent(MspId msp, Instant now, ChannelKind kind, int limit) {
        List<Notification> urgent = new ArrayList<>(ofSeverity(msp, now, kind, null, limit));
        Severity[] severities = Severity.values();
        for (int i = severities.length - 1; i >= 0 && urgent.size() < limit; i--) {
            urgent.addAll(ofSeverity(msp, now, kind, severities[i], limit - urgent.size()));
        }
        if (urgent.size() < limit) {
            urgent.addAll(toAskFor(msp, now, kind, limit - urgent.size()));
        }
        return urgent;
    }

    private List<Notification> ofSeverity(
            MspId msp, Instant now, ChannelKind kind, @Nullable Severity severity, int limit) {
        return connection
                .reading(URGENT)
                .set(msp.value())
                .set(kind)
                .set(severity)
                .set(now)
                .set(limit)
                .list(SqliteNotifications::read);
    }

    @Override
    public @Nullable Instant nextDue(MspId msp, Set<ChannelKind> kinds) {
        Instant next = null;
        for (ChannelKind kind : kinds) {
            Instant due =
                    connection.reading(NEXT_DUE).set(msp.value()).set(kind).first(Row::time);
            next = due != null && (next == null || due.isBefore(next)) ? due : next;
        }
        return next;
    }

    @Override
    public List<Notification> planned(PersonRef person, ChannelKind kind) {
        return of(PLANNED, person).set(kind).list(SqliteNotifications::read);
    }

    @Override
    public List<Notification> planned(PersonRef person, ChannelKind kind, long incidentId) {
        return connection
                .reading(PLANNED_OF_INCIDENT)
                .set(incidentId)
                .set(person.id())
                .set(kind)
                .set(person.kind())
                .set(person.msp().value())
                .list(SqliteNotifications::read);
    }

    @Override
    public List<Instant> sentTimes(PersonRef person, Set<ChannelKind> kinds, Set<Purpose> purposes, Instant after) {
        List<Instant> times = new ArrayList<>();
        of(SENT_TIMES, person).set(after).each(row -> {
            Instant time = row.time();
            boolean kind = kinds.contains(ChannelKind.valueOf(row.text()));
            if (purposes.contains(Purpose.valueOf(row.text())) && kind) {
                times.add(time);
            }
        });
        return times;
    }

    @Override
    public List<Long> openIncidents(PersonRef person) {
        return of(OPEN_INCIDENTS, person).list(Row::number);
    }

    private Prepared of(String query, PersonRef person) {
        return connection
                .reading(query)
                .set(person.msp().value())
                .set(person.kind())
                .set(person.id());
    }

    @Override
    public List<Notification> page(MspId msp, long after, int limit) {
        return connection.reading(PAGE).set(msp.value()).set(after).set(limit).list(SqliteNotifications::read);
    }
}

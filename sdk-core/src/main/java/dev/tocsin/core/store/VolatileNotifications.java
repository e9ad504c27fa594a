package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.PersonRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notifications in memory, with what finds them: their key, incident and due time, and what their person was told. */
final class VolatileNotifications implements NotificationStore {
    /** A key of one MSP. */
    private record Key(MspId msp, String key) {}

    /** What a service carried under an id of its own. */
    private record Carried(MspId msp, String channelId, String providerId) {}

    /** A step of an incident's escalation, and where it tells somebody. */
    private record Addressed(long incidentId, int epoch, int step, ChannelKind kind, String address) {}

    /** A kind of message of one MSP. */
    private record Lane(MspId msp, ChannelKind kind) {}

    /** What is due of one severity, or of none, or only to be asked for. */
    private record Rank(Lane lane, @Nullable Severity severity, boolean taken) {
        static Rank of(Lane lane, Notification notification) {
            boolean taken = notification.state() == NotificationState.SENT;
            return new Rank(lane, taken ? null : notification.severity(), taken);
        }

        /** All of a lane, in the order in which they come to their turn. */
        static Stream<Rank> all(Lane lane) {
            return Stream.concat(toSend(lane), Stream.of(toAskFor(lane)));
        }

        static Stream<Rank> toSend(Lane lane) {
            return Stream.concat(
                    Stream.of(new Rank(lane, null, false)),
                    Arrays.stream(Severity.values())
                            .sorted(Comparator.reverseOrder())
                            .map(severity -> new Rank(lane, severity, false)));
        }

        static Rank toAskFor(Lane lane) {
            return new Rank(lane, null, true);
        }
    }

    /** What waits for a person, of an incident, or of all if that is null. */
    private record Waiting(
            PersonRef person, ChannelKind kind, @Nullable Long incidentId) {}

    private final VolatileTransaction transaction;
    private final VolatileIncidents incidents;
    private final Map<Long, Notification> byId = new HashMap<>();
    private final Map<MspId, NavigableMap<Long, Notification>> byMsp = new HashMap<>();
    private final Map<Key, Long> byKey = new HashMap<>();
    private final Map<Carried, NavigableSet<Long>> byProvider = new HashMap<>();
    private final Map<Long, NavigableSet<Long>> byIncident = new HashMap<>();
    private final Map<Addressed, NavigableSet<Long>> byAddress = new HashMap<>();
    private final Map<Long, NavigableSet<Long>> byBundle = new HashMap<>();
    private final Map<Lane, NavigableSet<VolatileDue>> due = new HashMap<>();
    private final Map<Rank, NavigableSet<VolatileDue>> urgent = new HashMap<>();
    private final Map<Waiting, NavigableSet<Long>> planned = new HashMap<>();
    /** The last requests to each person, in the order of their times. */
    private final Map<PersonRef, NavigableSet<VolatileDue>> sent = new HashMap<>();
    /** What told each person of an incident, in the order of the times. */
    private final Map<PersonRef, NavigableSet<VolatileDue>> told = new HashMap<>();

    private long lastId;

    VolatileNotifications(VolatileTransaction transaction, VolatileIncidents incidents) {
        this.transaction = transaction;
        this.incidents = incidents;
    }

    @Override
    public long nextId() {
        transaction.writing();
        return ++lastId;
    }

    @Override
    public boolean add(Notification notification) {
        transaction.writing();
        Key key = new Key(notification.msp(), notification.key());
        if (byKey.containsKey(key)) {
            return false;
        }
        if (byId.containsKey(notification.id())) {
            throw transaction.refused("notification " + notification.id() + " is kept already");
        }
        transaction.put(byKey, key, notification.id());
        if (notification.incidentId() != null) {
            transaction.add(
                    byIncident.computeIfAbsent(notification.incidentId(), any -> new TreeSet<>()), notification.id());
        }
        join(notification);
        return true;
    }

    @Override
    public void save(Collection<Notification> notifications) {
        transaction.writing();
        for (Notification notification : notifications) {
            Notification before = byId.get(notification.id());
            if (before == null) {
                throw transaction.refused("notification " + notification.id() + " is not known");
            }
            if (notification.token() != before.token() && notification.token() != before.token() + 1) {
                throw transaction.refused("notification " + notification.id() + " has token " + before.token()
                        + "; a change under token " + notification.token() + " is not legal");
            }
            leave(before);
            join(notification);
        }
    }

    private void join(Notification notification) {
        Long id = notification.id();
        transaction.put(byId, id, notification);
        transaction.put(byMsp.computeIfAbsent(notification.msp(), any -> new TreeMap<>()), id, notification);
        if (notification.dueAt() != null) {
            VolatileDue place = new VolatileDue(notification.dueAt(), id);
            dueOf(notification).forEach(queue -> transaction.add(queue, place));
        }
        if (notification.state() == NotificationState.PLANNED) {
            plannedOf(notification).forEach(set -> transaction.add(set, id));
        }
        Carried carried = carried(notification);
        if (carried != null) {
            transaction.add(byProvider.computeIfAbsent(carried, any -> new TreeSet<>()), id);
        }
        Addressed addressed = addressed(notification);
        if (addressed != null) {
            transaction.add(byAddress.computeIfAbsent(addressed, any -> new TreeSet<>()), id);
        }
        if (notification.bundleId() != null) {
            transaction.add(byBundle.computeIfAbsent(notification.bundleId(), any -> new TreeSet<>()), id);
        }
        if (notification.sentAt() != null && notification.bundleId() == null) {
            transaction.add(
                    sent.computeIfAbsent(notification.person(), any -> new TreeSet<>()),
                    new VolatileDue(notification.sentAt(), id));
        }
        Instant toldAt = notification.toldAt();
        if (toldAt != null) {
            transaction.add(
                    told.computeIfAbsent(notification.person(), any -> new TreeSet<>()), new VolatileDue(toldAt, id));
        }
    }

    private void leave(Notification notification) {
        Long id = notification.id();
        if (notification.dueAt() != null) {
            VolatileDue place = new VolatileDue(notification.dueAt(), id);
            dueOf(notification).forEach(queue -> transaction.remove(queue, place));
        }
        if (notification.state() == NotificationState.PLANNED) {
            plannedOf(notification).forEach(set -> transaction.remove(set, id));
        }
        Carried carried = carried(notification);
        if (carried != null) {
            transaction.remove(byProvider.getOrDefault(carried, Collections.emptyNavigableSet()), id);
        }
        Addressed addressed = addressed(notification);
        if (addressed != null) {
            transaction.remove(byAddress.getOrDefault(addressed, Collections.emptyNavigableSet()), id);
        }
        if (notification.bundleId() != null) {
            transaction.remove(byBundle.getOrDefault(notification.bundleId(), Collections.emptyNavigableSet()), id);
        }
        removeFrom(sent, notification, notification.sentAt());
        removeFrom(told, notification, notification.toldAt());
    }

    private void removeFrom(
            Map<PersonRef, NavigableSet<VolatileDue>> times, Notification notification, @Nullable Instant at) {
        NavigableSet<VolatileDue> own = times.get(notification.person());
        if (own != null && at != null) {
            transaction.remove(own, new VolatileDue(at, notification.id()));
        }
    }

    private static @Nullable Carried carried(Notification notification) {
        String channelId = notification.channelId();
        String providerId = notification.providerId();
        return channelId == null || providerId == null ? null : new Carried(notification.msp(), channelId, providerId);
    }

    private static @Nullable Addressed addressed(Notification notification) {
        Long incidentId = notification.incidentId();
        String address = notification.address();
        return incidentId == null || address == null
                ? null
                : new Addressed(incidentId, notification.epoch(), notification.step(), notification.kind(), address);
    }

    private Stream<NavigableSet<VolatileDue>> dueOf(Notification notification) {
        Lane lane = new Lane(notification.msp(), notification.kind());
        return Stream.of(
                due.computeIfAbsent(lane, any -> new TreeSet<>()),
                urgent.computeIfAbsent(Rank.of(lane, notification), any -> new TreeSet<>()));
    }

    private Stream<NavigableSet<Long>> plannedOf(Notification notification) {
        return Stream.of(
                        new Waiting(notification.person(), notification.kind(), null),
                        new Waiting(notification.person(), notification.kind(), notification.incidentId()))
                .distinct()
                .map(waiting -> planned.computeIfAbsent(waiting, any -> new TreeSet<>()));
    }

    @Override
    public Optional<Notification> get(long id) {
        transaction.reading();
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<Notification> byKey(MspId msp, String key) {
        transaction.reading();
        return Optional.ofNullable(byKey.get(new Key(msp, key))).map(this::known);
    }

    @Override
    public Optional<Notification> byProvider(MspId msp, String channelId, String providerId) {
        transaction.reading();
        return byProvider
                .getOrDefault(new Carried(msp, channelId, providerId), Collections.emptyNavigableSet())
                .stream()
                .findFirst()
                .map(this::known);
    }

    @Override
    public List<Notification> ofIncident(long incidentId) {
        transaction.reading();
        return all(byIncident.get(incidentId));
    }

    @Override
    public List<Notification> toAddress(long incidentId, int epoch, int step, ChannelKind kind, String address) {
        transaction.reading();
        return all(byAddress.get(new Addressed(incidentId, epoch, step, kind, address)));
    }

    @Override
    public List<Notification> bundledWith(long id) {
        transaction.reading();
        return all(byBundle.get(id));
    }

    private List<Notification> all(@Nullable NavigableSet<Long> ids) {
        return ids == null ? List.of() : ids.stream().map(this::known).toList();
    }

    @Override
    public List<Notification> due(MspId msp, Instant now, Set<ChannelKind> kinds, int limit) {
        transaction.reading();
        VolatileDue last = VolatileDue.lastOf(now);
        return kinds.stream()
                .flatMap(kind -> Rank.toSend(new Lane(msp, kind)))
                .flatMap(rank -> until(last, rank).limit(limit))
                .sorted()
                .limit(limit)
                .map(place -> known(place.id()))
                .toList();
    }

    @Override
    public List<Notification> toAskFor(MspId msp, Instant now, ChannelKind kind, int limit) {
        transaction.reading();
        return until(VolatileDue.lastOf(now), Rank.toAskFor(new Lane(msp, kind)))
                .limit(limit)
                .map(place -> known(place.id()))
                .toList();
    }

    @Override
    public List<Notification> urgent(MspId msp, Instant now, ChannelKind kind, int limit) {
        transaction.reading();
        VolatileDue last = VolatileDue.lastOf(now);
        return Rank.all(new Lane(msp, kind))
                .flatMap(rank -> until(last, rank))
                .limit(limit)
                .map(place -> known(place.id()))
                .toList();
    }

    private Stream<VolatileDue> until(VolatileDue last, Rank rank) {
        return urgent.getOrDefault(rank, Collections.emptyNavigableSet()).headSet(last, true).stream();
    }

    @Override
    public @Nullable Instant nextDue(MspId msp, Set<ChannelKind> kinds) {
        transaction.reading();
        return queues(msp, kinds)
                .filter(queue -> !queue.isEmpty())
                .map(queue -> queue.first().at())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Stream<NavigableSet<VolatileDue>> queues(MspId msp, Set<ChannelKind> kinds) {
        return kinds.stream().map(kind -> due.getOrDefault(new Lane(msp, kind), Collections.emptyNavigableSet()));
    }

    @Override
    public List<Notification> planned(PersonRef person, ChannelKind kind) {
        transaction.reading();
        return all(planned.get(new Waiting(person, kind, null)));
    }

    @Override
    public List<Notification> planned(PersonRef person, ChannelKind kind, long incidentId) {
        transaction.reading();
        return all(planned.get(new Waiting(person, kind, incidentId)));
    }

    @Override
    public List<Instant> sentTimes(PersonRef person, Set<ChannelKind> kinds, Set<Purpose> purposes, Instant after) {
        transaction.reading();
        return sent
                .getOrDefault(person, Collections.emptyNavigableSet())
                .tailSet(VolatileDue.lastOf(after), false)
                .descendingSet()
                .stream()
                .filter(place -> kinds.contains(known(place.id()).kind())
                        && purposes.contains(known(place.id()).purpose()))
                .map(VolatileDue::at)
                .toList();
    }

    @Override
    public List<Long> openIncidents(PersonRef person) {
        transaction.reading();
        Map<Long, Instant> toldAt = new HashMap<>();
        for (VolatileDue place : told.getOrDefault(person, Collections.emptyNavigableSet())) {
            Long incidentId = known(place.id()).incidentId();
            if (incidentId != null && incidents.isLive(incidentId)) {
                toldAt.put(incidentId, place.at());
            }
        }
        return toldAt.entrySet().stream()
                .map(last -> new VolatileDue(last.getValue(), last.getKey()))
                .sorted(Comparator.reverseOrder())
                .map(VolatileDue::id)
                .toList();
    }

    @Override
    public List<Notification> page(MspId msp, long after, int limit) {
        transaction.reading();
        return byMsp.getOrDefault(msp, Collections.emptyNavigableMap()).tailMap(after, false).values().stream()
                .limit(limit)
                .toList();
    }

    private Notification known(long id) {
        Notification notification = byId.get(id);
        if (notification == null) {
            throw new IllegalStateException("an index names notification " + id + ", which is not kept");
        }
        return notification;
    }
}

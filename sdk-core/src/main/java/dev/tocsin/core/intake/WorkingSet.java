package dev.tocsin.core.intake;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intake.Intake.Prepared;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.store.DeliveryOutcome;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.store.Tombstone;
import dev.tocsin.core.storm.StormKey;
import dev.tocsin.core.suppress.ActiveParents;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a batch touches, in memory: read once, changed there, and each changed row written once. Used by one
 * batch, on one thread.
 */
final class WorkingSet {
    private final StoreSession session;
    private final Catalogues catalogues;

    private final Set<DeliveryKey> keptBefore = new HashSet<>();
    private final Map<Fingerprint, Member> members = new HashMap<>();
    private final Map<Fingerprint, Boolean> touchedMembers = new LinkedHashMap<>();
    private final Map<Long, Incident> incidents = new HashMap<>();
    private final Set<Long> touchedIncidents = new LinkedHashSet<>();
    private final Map<GroupKey, Long> latest = new HashMap<>();
    private final Set<GroupKey> readGroups = new HashSet<>();
    private final List<HistoryStore.Entry> history = new ArrayList<>();
    private final List<EventRecord> records = new ArrayList<>();
    private final Map<Fingerprint, Tombstone> tombstones = new HashMap<>();
    private final Map<MspId, Map<StormKey, StoredStorm>> storms = new HashMap<>();
    private final Set<StormKey> touchedStorms = new LinkedHashSet<>();
    private final Map<Fingerprint, Tombstone> newTombstones = new LinkedHashMap<>();
    private final Map<DeliveryKey, Instant> receivedAt = new HashMap<>();
    private final Map<Fingerprint, Held> held = new HashMap<>();
    private final Set<Fingerprint> touchedHeld = new LinkedHashSet<>();
    private final Set<Fingerprint> changedParents = new LinkedHashSet<>();
    private final Set<Fingerprint> wakingParents = new LinkedHashSet<>();

    WorkingSet(StoreSession session, Catalogues catalogues) {
        this.session = session;
        this.catalogues = catalogues;
    }

    /** What the rule of an incident does when something happens. */
    TicketPolicy policy(Incident incident) {
        return catalogues.ruleOf(session, incident).policy();
    }

    /** What became of deliveries that came before; those that never did are absent. */
    Map<DeliveryKey, DeliveryOutcome> outcomes(Collection<DeliveryKey> keys) {
        Map<DeliveryKey, DeliveryOutcome> known = session.events().outcomes(keys);
        keptBefore.addAll(known.keySet());
        return known;
    }

    /** Whether a delivery has a record of an earlier transaction. */
    boolean isKept(DeliveryKey key) {
        return keptBefore.contains(key);
    }

    /** Takes note of events that have a record of an earlier transaction, with when they were handed in. */
    void keptSince(Map<DeliveryKey, Instant> times) {
        keptBefore.addAll(times.keySet());
        receivedAt.putAll(times);
    }

    /** When an event was handed in: now, unless it was kept before. */
    Instant receivedAt(DeliveryKey key, Instant now) {
        return receivedAt.getOrDefault(key, now);
    }

    /** Reads the members and the incidents that these events are likely to act on. */
    void load(Collection<Prepared> fresh, Instant now) {
        List<Fingerprint> fingerprints = new ArrayList<>(fresh.size());
        fresh.forEach(event -> fingerprints.add(event.fingerprint()));
        Set<Fingerprint> subjects = Set.copyOf(fingerprints);
        members.putAll(session.incidents().members().current(subjects));
        held.putAll(session.held().current(subjects));
        Set<GroupKey> groups = new HashSet<>();
        Set<Long> others = new HashSet<>();
        for (Prepared event : fresh) {
            Member member = members.get(event.fingerprint());
            if (member != null
                    && event.isPlainRepeatOf(member)
                    && !hasStorms(event.event().msp())) {
                continue;
            }
            if (member != null) {
                others.add(member.incidentId());
            }
            if (event.route() instanceof Route.Grouped grouped) {
                groups.add(grouped.key());
            }
        }
        fingerprints.removeAll(members.keySet());
        if (!fingerprints.isEmpty()) {
            tombstones.putAll(session.tombstones().of(fingerprints, now));
        }
        readLatest(groups);
        others.removeAll(incidents.keySet());
        if (!others.isEmpty()) {
            incidents.putAll(session.incidents().get(others));
        }
    }

    private void readLatest(Collection<GroupKey> groups) {
        readGroups.addAll(groups);
        session.incidents().latest(groups).forEach((key, incident) -> {
            incidents.putIfAbsent(incident.id(), incident);
            latest.put(key, incident.id());
        });
    }

    /** The latest incident of a group, or null; read now if the events before made a plain repeat into more than that. */
    @Nullable
    Incident latest(GroupKey group) {
        if (!readGroups.contains(group)) {
            readLatest(List.of(group));
        }
        Long id = latest.get(group);
        return id == null ? null : incidents.get(id);
    }

    /** The member of a subject as the batch left it up to now, or null if the subject has none. */
    @Nullable
    Member member(Fingerprint fingerprint) {
        return members.get(fingerprint);
    }

    /** The subject as it is held, or null if it is not. */
    @Nullable
    Held held(Fingerprint fingerprint) {
        return held.get(fingerprint);
    }

    /** Holds a subject, or keeps how it is held now. */
    void hold(Held one) {
        held.put(one.subject().fingerprint(), one);
        touchedHeld.add(one.subject().fingerprint());
    }

    /** Holds a subject no more. */
    void letGo(Fingerprint fingerprint) {
        held.remove(fingerprint);
        touchedHeld.add(fingerprint);
    }

    /** A subject that may keep others from acting became active, ended or changed in this batch. */
    void parentChanged(Fingerprint fingerprint) {
        changedParents.add(fingerprint);
    }

    /** Those that wait for the end of a parent are to be looked at. */
    void wakeChildren(Fingerprint parent) {
        wakingParents.add(parent);
    }

    /** The active parents as the batch left them up to now. */
    List<Parent> parents(ParentQuery query, int limit) {
        int asked = limit + changedParents.size();
        List<Parent> found = new ArrayList<>(session.incidents().members().parents(query, asked));
        found.addAll(session.held().parents(query, asked));
        found.removeIf(parent -> changedParents.contains(parent.subject().fingerprint()));
        for (Fingerprint changed : changedParents) {
            Held own = held.get(changed);
            Member member = members.get(changed);
            boolean active =
                    member != null && (member.state() == MemberState.ACTIVE || member.state() == MemberState.ANSWERED);
            Parent parent = active && member != null ? Parent.of(member) : own == null ? null : Parent.of(own);
            if (parent != null && !parent.subject().moment() && query.matches(parent.subject())) {
                found.add(parent);
            }
        }
        // A subject that is answered and held again is found twice.
        Set<Fingerprint> seen = new HashSet<>();
        return found.stream()
                .sorted(ActiveParents.ORDER)
                .filter(parent -> seen.add(parent.subject().fingerprint()))
                .limit(limit)
                .toList();
    }

    /** The resolve of a subject without a member that came too early, or null. */
    @Nullable
    Tombstone tombstone(Fingerprint fingerprint) {
        return tombstones.get(fingerprint);
    }

    /** Keeps a resolve that came too early. */
    void put(Tombstone tombstone) {
        tombstones.put(tombstone.fingerprint(), tombstone);
        newTombstones.put(tombstone.fingerprint(), tombstone);
    }

    /** Whether the batch changed the member of a subject since it wrote last. */
    boolean isTouched(Fingerprint fingerprint) {
        return touchedMembers.containsKey(fingerprint);
    }

    /** The incident of a member; read now if it was not yet. */
    Incident incident(Member member) {
        Incident known = incidents.get(member.incidentId());
        if (known == null) {
            known = session.incidents().get(List.of(member.incidentId())).get(member.incidentId());
            if (known == null) {
                throw new IllegalStateException("incident " + member.incidentId() + " of a member is not in the store");
            }
            incidents.put(known.id(), known);
        }
        return known;
    }

    /** Whether an MSP has a storm, so that even a plain repeat may be one of an absorbed group. */
    boolean hasStorms(MspId msp) {
        return !stormsOf(msp).isEmpty();
    }

    private Map<StormKey, StoredStorm> stormsOf(MspId msp) {
        return storms.computeIfAbsent(msp, any -> {
            Map<StormKey, StoredStorm> all = new HashMap<>();
            session.storms().storms(msp).forEach(storm -> all.put(storm.state().key(), storm));
            return all;
        });
    }

    /** A storm as the batch left it up to now, or null if there is none. */
    @Nullable
    StoredStorm storm(StormKey key) {
        return stormsOf(key.msp()).get(key);
    }

    /** Keeps a changed storm. */
    void put(StoredStorm storm) {
        StormKey key = storm.state().key();
        stormsOf(key.msp()).put(key, storm);
        touchedStorms.add(key);
    }

    /** The number of an incident to come. */
    long nextIncidentId() {
        return session.incidents().nextId();
    }

    /** Makes a new incident the latest of its group. It is written once {@link #put(Incident)} gave it its member. */
    void open(Incident incident) {
        incidents.put(incident.id(), incident);
        latest.put(incident.groupKey(), incident.id());
    }

    /**
     * Keeps a new or changed member.
     *
     * @param added whether it is new in its incident
     */
    void put(Member member, boolean added) {
        members.put(member.fingerprint(), member);
        touchedMembers.merge(member.fingerprint(), added, Boolean::logicalOr);
    }

    /** Keeps an incident, which is written if it is new or changed. */
    void put(Incident incident) {
        Incident before = incidents.put(incident.id(), incident);
        if (!incident.equals(before) || incident.version() == 0) {
            touchedIncidents.add(incident.id());
        }
    }

    /** Adds a line to an incident's history. */
    void tell(HistoryStore.Entry entry) {
        history.add(entry);
    }

    /** Adds the record of an event. */
    void keep(EventRecord event) {
        records.add(event);
    }

    /**
     * Writes what the batch did up to now. Only for a subject that leaves one group for another within a batch, since its
     * last state in the first would be lost otherwise.
     */
    void keepSoFar() {
        save();
        List<Long> saved = List.copyOf(touchedIncidents);
        touchedIncidents.clear();
        touchedMembers.clear();
        history.clear();
        records.clear();
        newTombstones.clear();
        touchedHeld.clear();
        wakingParents.clear();
        incidents.putAll(session.incidents().get(saved));
    }

    /** Writes what was changed. */
    void save() {
        touchedStorms.forEach(key -> session.storms().save(Objects.requireNonNull(storm(key))));
        touchedStorms.clear();
        if (!touchedIncidents.isEmpty()) {
            session.incidents()
                    .save(touchedIncidents.stream().map(incidents::get).toList());
        }
        List<Member> added = new ArrayList<>();
        List<Member> updated = new ArrayList<>();
        touchedMembers.forEach((fingerprint, isNew) -> (isNew ? added : updated).add(members.get(fingerprint)));
        if (!added.isEmpty()) {
            session.incidents().members().add(added);
        }
        if (!updated.isEmpty()) {
            session.incidents().members().update(updated);
        }
        if (!history.isEmpty()) {
            session.incidents().history().append(history);
        }
        if (!newTombstones.isEmpty()) {
            session.tombstones().keep(newTombstones.values());
        }
        if (!records.isEmpty()) {
            session.events().save(records);
        }
        saveHeld();
    }

    private void saveHeld() {
        if (!touchedHeld.isEmpty()) {
            session.held()
                    .save(touchedHeld.stream()
                            .flatMap(subject -> Stream.ofNullable(held.get(subject)))
                            .toList());
            session.held()
                    .remove(touchedHeld.stream()
                            .filter(subject -> !held.containsKey(subject))
                            .toList());
        }
        if (!wakingParents.isEmpty()) {
            session.held().wake(wakingParents);
        }
    }
}

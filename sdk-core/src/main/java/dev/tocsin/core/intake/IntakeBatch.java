package dev.tocsin.core.intake;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intake.Intake.Prepared;
import dev.tocsin.core.store.DeliveryOutcome;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The work of one transaction: reads what a batch touches, lets each event act on it in memory, and writes each changed
 * row once. Used once, on one thread.
 */
final class IntakeBatch {
    private final StoreSession session;
    private final Lifecycle lifecycle;
    private final IntakeRules rules;
    private final Instant now;

    private final Map<DeliveryKey, Receipt> receipts = new HashMap<>();
    private final List<EventRecord> records = new ArrayList<>();
    private final Map<Fingerprint, Member> members = new HashMap<>();
    private final Map<Fingerprint, Boolean> touchedMembers = new LinkedHashMap<>();
    private final Map<Long, Incident> incidents = new HashMap<>();
    private final Map<GroupKey, Long> latest = new HashMap<>();
    private final Set<GroupKey> readGroups = new HashSet<>();
    private final Set<DeliveryKey> keptBefore = new HashSet<>();
    private final Map<Long, Boolean> touchedIncidents = new LinkedHashMap<>();
    private final List<HistoryStore.Entry> history = new ArrayList<>();

    IntakeBatch(StoreSession session, Lifecycle lifecycle, IntakeRules rules, Instant now) {
        this.session = session;
        this.lifecycle = lifecycle;
        this.rules = rules;
        this.now = now;
    }

    List<Receipt> take(List<Prepared> batch) {
        Map<DeliveryKey, Prepared> fresh = withoutDuplicates(batch);
        load(fresh);
        Map<DeliveryKey, Receipt> first = new HashMap<>(fresh.size() * 2);
        fresh.forEach((key, event) -> first.put(key, act(event)));
        save();
        List<Receipt> answers = new ArrayList<>(batch.size());
        for (Prepared event : batch) {
            Receipt receipt = first.remove(event.key());
            if (receipt == null) {
                receipt = Objects.requireNonNull(receipts.get(event.key()), "every delivery has its receipt");
            } else {
                receipts.put(event.key(), repeated(receipt));
            }
            answers.add(receipt);
        }
        return answers;
    }

    private static Receipt repeated(Receipt receipt) {
        return new Receipt(
                receipt.eventId(),
                receipt.outcome(),
                receipt.outcome().settled(),
                receipt.incidentId(),
                receipt.reason());
    }

    private Map<DeliveryKey, Prepared> withoutDuplicates(List<Prepared> batch) {
        Map<DeliveryKey, Prepared> fresh = new LinkedHashMap<>(batch.size() * 2);
        batch.forEach(event -> fresh.putIfAbsent(event.key(), event));
        Map<DeliveryKey, DeliveryOutcome> known = session.events().outcomes(fresh.keySet());
        keptBefore.addAll(known.keySet());
        known.forEach((key, outcome) -> {
            if (outcome.outcome().settled()) {
                fresh.remove(key);
                receipts.put(key, new Receipt(key, outcome.outcome(), true, outcome.incidentId(), outcome.reason()));
            }
        });
        return fresh;
    }

    private void load(Map<DeliveryKey, Prepared> fresh) {
        List<Fingerprint> fingerprints = new ArrayList<>(fresh.size());
        fresh.values().forEach(event -> fingerprints.add(event.fingerprint()));
        members.putAll(session.incidents().members().current(Set.copyOf(fingerprints)));
        Map<GroupKey, Boolean> groups = new HashMap<>();
        Map<Long, Boolean> others = new HashMap<>();
        for (Prepared event : fresh.values()) {
            Member member = members.get(event.fingerprint());
            if (member != null && isPlainRepeat(event.event(), member)) {
                continue;
            }
            if (member != null) {
                others.put(member.incidentId(), true);
            }
            if (event.route() instanceof Route.Grouped grouped) {
                groups.put(grouped.key(), true);
            }
        }
        readLatest(groups.keySet());
        others.keySet().removeAll(incidents.keySet());
        if (!others.isEmpty()) {
            incidents.putAll(session.incidents().get(others.keySet()));
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
    private @Nullable Incident latest(GroupKey group) {
        if (!readGroups.contains(group)) {
            readLatest(List.of(group));
        }
        Long id = latest.get(group);
        return id == null ? null : incidents.get(id);
    }

    /**
     * Whether the event only counts: its subject is active, a note about it is due already, and nothing gets worse. The
     * incident need not even be read then, which makes floods cheap.
     */
    private static boolean isPlainRepeat(SecurityEvent event, Member member) {
        return event.kind() == EventKind.RAISED
                && member.state() == MemberState.ACTIVE
                && member.changed()
                && event.severity() == member.severity();
    }

    private Receipt act(Prepared prepared) {
        SecurityEvent event = prepared.event();
        Member member = members.get(prepared.fingerprint());
        return switch (event.kind()) {
            case RAISED, UPDATED -> raise(prepared, member);
            case RESOLVED -> resolve(prepared, member);
            case ACKED -> acknowledge(prepared, member);
        };
    }

    private Receipt raise(Prepared prepared, @Nullable Member member) {
        SecurityEvent event = prepared.event();
        if (member == null) {
            return join(prepared, null);
        }
        boolean old = member.isNewerThan(event.occurredAt(), event.sequence());
        return switch (member.state()) {
            case ANSWERED -> {
                put(counted(member, event, old, member.changed()), false);
                yield record(
                        prepared,
                        Outcome.ANSWERED,
                        member.incidentId(),
                        "a person closed its ticket; it opens nothing until it is resolved and raised again");
            }
            case RESOLVED ->
                old
                        ? record(prepared, Outcome.IGNORED, null, "it happened before its subject was resolved")
                        : join(prepared, member);
            case ACTIVE -> {
                if (!isPlainRepeat(event, member) && !incident(member).state().live()) {
                    yield join(prepared, member);
                }
                yield repeat(prepared, member, old);
            }
            case MOMENT -> incident(member).state().live() ? repeat(prepared, member, old) : join(prepared, member);
        };
    }

    private Receipt repeat(Prepared prepared, Member member, boolean old) {
        SecurityEvent event = prepared.event();
        boolean worse = event.severity().compareTo(member.severity()) > 0 && !old;
        put(counted(member, event, old, true), false);
        if (!member.changed() || worse || member.state() == MemberState.MOMENT) {
            Incident incident = incident(member);
            put(lifecycle.afterEvents(
                    incident.change()
                            .severity(worst(incident.severity(), event.severity()))
                            .done(),
                    true,
                    now));
        }
        return record(prepared, Outcome.ACCEPTED, member.incidentId(), "seen again");
    }

    private Receipt join(Prepared prepared, @Nullable Member before) {
        Route route = prepared.route();
        if (route instanceof Route.Grouped grouped) {
            return joinGroup(prepared, grouped, before);
        } else if (route instanceof Route.Parked parked) {
            return record(prepared, Outcome.PARKED, null, parked.reason());
        } else if (route instanceof Route.Refused refused) {
            return refuse(prepared, refused.reason());
        }
        return record(prepared, Outcome.IGNORED, null, ((Route.Ignored) route).reason());
    }

    private Receipt joinGroup(Prepared prepared, Route.Grouped route, @Nullable Member before) {
        SecurityEvent event = prepared.event();
        Incident known = latest(route.key());
        if (before != null
                && (known == null || known.id() != before.incidentId())
                && touchedMembers.containsKey(prepared.fingerprint())) {
            keepSoFar();
            known = latest(route.key());
        }
        Incident incident = known != null && known.state().live() ? known : open(prepared, route, known);
        boolean back = before != null && before.incidentId() == incident.id();
        Member member = Member.begun(prepared.fingerprint(), incident.id(), event);
        if (back && before != null) {
            member = member.change()
                    .count(before.count() + 1)
                    .firstAt(before.firstAt())
                    .told(before.told())
                    .done();
        }
        put(member, !back);
        put(lifecycle.afterEvents(
                incident.change()
                        .members(incident.members() + (back ? 0 : 1), incident.active() + (event.moment() ? 0 : 1))
                        .severity(worst(incident.severity(), event.severity()))
                        .waitUntil(shorterWait(incident, route, event.severity()))
                        .done(),
                true,
                now));
        return record(
                prepared,
                Outcome.ACCEPTED,
                incident.id(),
                incident.members() == 0 ? "began the group" : back ? "came back" : "joined the group");
    }

    /** The end of the group wait: a member with a top priority does not wait for the others. */
    private @Nullable Instant shorterWait(Incident incident, Route.Grouped route, Severity severity) {
        Instant until = incident.waitUntil();
        if (incident.state() != IncidentState.PENDING || until == null) {
            return until;
        }
        Instant own = now.plus(rules.groupWait(route.rule(), route.connectionId(), severity));
        return own.isBefore(until) ? own : until;
    }

    private Incident open(Prepared prepared, Route.Grouped route, @Nullable Incident previous) {
        SecurityEvent event = prepared.event();
        Incident incident = new Incident(
                session.incidents().nextId(),
                event.msp(),
                route.companyId(),
                route.rule().id(),
                route.ruleRevision(),
                route.connectionId(),
                route.key(),
                event.category(),
                route.groupBy(),
                route.dimensions(),
                event.moment(),
                IncidentState.PENDING,
                event.severity(),
                0,
                0,
                now,
                now.plus(rules.groupWait(route.rule(), route.connectionId(), event.severity())),
                null,
                null,
                null,
                previous == null ? null : previous.ticketId(),
                "collecting events",
                null,
                0);
        incidents.put(incident.id(), incident);
        latest.put(route.key(), incident.id());
        history.add(new HistoryStore.Entry(
                incident.id(),
                now,
                "opened by event " + prepared.key() + " under rule '"
                        + route.rule().name() + "'"));
        return incident;
    }

    private Receipt resolve(Prepared prepared, @Nullable Member member) {
        SecurityEvent event = prepared.event();
        if (event.moment()) {
            return refuse(
                    prepared,
                    "kind: RESOLVED is not legal for " + event.category().label()
                            + ", whose events are moments; legal are RAISED, UPDATED, ACKED");
        }
        if (member == null) {
            return prepared.route() instanceof Route.Parked parked
                    ? record(prepared, Outcome.PARKED, null, parked.reason())
                    : record(prepared, Outcome.IGNORED, null, "there was nothing to resolve");
        }
        if (member.state() == MemberState.RESOLVED && prepared.route() instanceof Route.Parked parked) {
            return record(prepared, Outcome.PARKED, null, parked.reason());
        }
        if (member.state() == MemberState.RESOLVED || member.state() == MemberState.MOMENT) {
            return record(prepared, Outcome.IGNORED, null, "it was resolved already");
        }
        if (member.isNewerThan(event.occurredAt(), event.sequence())) {
            return record(prepared, Outcome.IGNORED, null, "its subject was raised again later");
        }
        boolean active = member.state() == MemberState.ACTIVE;
        put(
                member.change()
                        .state(MemberState.RESOLVED)
                        .last(event.occurredAt(), event.sequence())
                        .changed(active)
                        .done(),
                false);
        if (active) {
            Incident incident = incident(member);
            put(lifecycle.afterEvents(
                    incident.change()
                            .members(incident.members(), Math.max(0, incident.active() - 1))
                            .done(),
                    true,
                    now));
        }
        return record(prepared, Outcome.RESOLVED, member.incidentId(), "resolved its subject");
    }

    private Receipt acknowledge(Prepared prepared, @Nullable Member member) {
        if (member == null || member.state() == MemberState.RESOLVED) {
            return member == null && prepared.route() instanceof Route.Parked parked
                    ? record(prepared, Outcome.PARKED, null, parked.reason())
                    : record(prepared, Outcome.IGNORED, null, "there was nothing to acknowledge");
        }
        put(member.change().acknowledged(true).done(), false);
        return record(prepared, Outcome.ACCEPTED, member.incidentId(), "acknowledged at its source");
    }

    private static Member counted(Member member, SecurityEvent event, boolean old, boolean changed) {
        Member.Change change = member.change()
                .count(member.count() + (event.kind() == EventKind.RAISED ? 1 : 0))
                .changed(changed);
        if (!old) {
            change.severity(event.severity()).title(event.title()).last(event.occurredAt(), event.sequence());
        }
        return change.done();
    }

    private static Severity worst(Severity one, Severity other) {
        return one.atLeast(other) ? one : other;
    }

    private Incident incident(Member member) {
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

    private void put(Member member, boolean added) {
        members.put(member.fingerprint(), member);
        touchedMembers.merge(member.fingerprint(), added, Boolean::logicalOr);
    }

    private void put(Incident incident) {
        Incident before = incidents.put(incident.id(), incident);
        if (!incident.equals(before) || incident.version() == 0) {
            touchedIncidents.put(incident.id(), true);
        }
    }

    /** A refused event is not kept, unless it was: its record must not say for ever that it waits. */
    private Receipt refuse(Prepared prepared, String reason) {
        return keptBefore.contains(prepared.key())
                ? record(prepared, Outcome.REFUSED, null, reason)
                : new Receipt(prepared.key(), Outcome.REFUSED, false, null, reason);
    }

    private Receipt record(Prepared prepared, Outcome outcome, @Nullable Long incidentId, String reason) {
        records.add(new EventRecord(
                prepared.key(), prepared.event(), prepared.fingerprint(), outcome, incidentId, reason, now));
        return new Receipt(prepared.key(), outcome, false, incidentId, reason);
    }

    /**
     * Writes what the batch did up to now. Only for a subject that leaves one group for another within a batch, since its
     * last state in the first would be lost otherwise.
     */
    private void keepSoFar() {
        save();
        List<Long> saved = List.copyOf(touchedIncidents.keySet());
        touchedIncidents.clear();
        touchedMembers.clear();
        history.clear();
        records.clear();
        incidents.putAll(session.incidents().get(saved));
    }

    private void save() {
        if (!touchedIncidents.isEmpty()) {
            session.incidents()
                    .save(touchedIncidents.keySet().stream().map(incidents::get).toList());
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
        if (!records.isEmpty()) {
            session.events().save(records);
        }
    }
}

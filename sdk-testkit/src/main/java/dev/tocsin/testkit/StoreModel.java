package dev.tocsin.testkit;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.HistoryStore.Entry;
import dev.tocsin.core.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a store should hold, in the plainest way: sorted maps, and a walk through all of them for every question. */
final class StoreModel {
    final Map<DeliveryKey, EventRecord> events = new TreeMap<>();
    final Map<Long, Incident> incidents = new TreeMap<>();
    final Map<Fingerprint, Member> currentMembers = new TreeMap<>();
    final List<Member> formerMembers = new ArrayList<>();
    final List<Entry> history = new ArrayList<>();
    final Map<Long, Intent> intents = new TreeMap<>();
    final Map<String, Stored<Company>> companies = new TreeMap<>();

    boolean hasOtherLive(Incident incident) {
        return incident.state().live()
                && incidents.values().stream()
                        .anyMatch(other -> other.id() != incident.id()
                                && other.state().live()
                                && other.groupKey().equals(incident.groupKey()));
    }

    boolean hasOtherOpenCreate(Intent intent) {
        return isOpenCreate(intent)
                && intents.values().stream()
                        .anyMatch(other -> other.id() != intent.id()
                                && other.incidentId() == intent.incidentId()
                                && isOpenCreate(other));
    }

    private static boolean isOpenCreate(Intent intent) {
        return intent.state().open() && intent.body() instanceof IntentBody.CreateTicket;
    }

    boolean wasEverIn(Fingerprint subject, long incidentId) {
        return membersOf(incidentId).stream()
                .anyMatch(member -> member.fingerprint().equals(subject));
    }

    void addMember(Member member) {
        Member before = currentMembers.put(member.fingerprint(), member);
        if (before != null) {
            formerMembers.add(before);
        }
    }

    /** All members of an incident, the worst first and then the earliest. */
    List<Member> membersOf(long incidentId) {
        return Stream.concat(currentMembers.values().stream(), formerMembers.stream())
                .filter(member -> member.incidentId() == incidentId)
                .sorted(Comparator.comparing(Member::severity).reversed().thenComparing(Member::firstAt))
                .toList();
    }

    void answer(long incidentId) {
        currentMembers.replaceAll(
                (subject, member) -> member.incidentId() == incidentId && member.state() == MemberState.ACTIVE
                        ? changed(member, MemberState.ANSWERED, member.told(), member.changed())
                        : member);
    }

    void markTold(long incidentId) {
        currentMembers.replaceAll((subject, member) ->
                member.incidentId() == incidentId ? changed(member, member.state(), true, false) : member);
        formerMembers.replaceAll(
                member -> member.incidentId() == incidentId ? changed(member, member.state(), true, false) : member);
    }

    private static Member changed(Member from, MemberState state, boolean told, boolean changed) {
        return new Member(
                from.fingerprint(),
                from.incidentId(),
                state,
                from.severity(),
                from.title(),
                from.asset(),
                from.count(),
                from.firstAt(),
                from.lastAt(),
                from.lastSequence(),
                from.acknowledged(),
                told,
                changed,
                from.payload(),
                from.quietUntil(),
                from.traits());
    }

    void endWaits(MspId msp, Instant now) {
        incidents.replaceAll((id, incident) -> {
            Instant wait = incident.waitUntil();
            Instant note = incident.noteDueAt();
            if (!incident.msp().equals(msp) || !incident.state().live() || (wait == null && note == null)) {
                return incident;
            }
            Incident ended = incident.change()
                    .waitUntil(wait == null ? null : now)
                    .noteDueAt(note == null ? null : now)
                    .done();
            return Samples.version(ended, incident.version() + 1);
        });
    }

    List<Incident> dueIncidents(Instant now) {
        return incidents.values().stream()
                .filter(incident ->
                        incident.dueAt().filter(at -> !at.isAfter(now)).isPresent())
                .toList();
    }

    /** The intents that can be taken up. */
    List<Intent> due(Instant now, Collection<String> connections) {
        return intents.values().stream()
                .filter(intent -> connections.contains(intent.connectionId()))
                .filter(intent -> {
                    Instant wakeUp = wakeUp(intent);
                    return wakeUp != null && !wakeUp.isAfter(now);
                })
                .toList();
    }

    /** When an intent can be taken up, or null if it never can. */
    static @Nullable Instant wakeUp(Intent intent) {
        Instant due = intent.dueAt();
        Instant lease = intent.leaseUntil();
        return due == null || lease == null || due.isAfter(lease) ? due : lease;
    }
}

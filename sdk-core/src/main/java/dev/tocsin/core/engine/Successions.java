package dev.tocsin.core.engine;

import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.StormPlace;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes on after an incident has ended: members that are not over join the group's next incident. */
final class Successions {
    private static final int LIMIT = 100_000;

    private Successions() {}

    /** The members that are not over and went to no other incident; only those that changed since the last note, if so asked. */
    static List<Member> going(StoreSession session, Incident incident, boolean changedOnly) {
        return current(session, incident, changedOnly).stream()
                .filter(member -> member.state() == MemberState.ACTIVE || member.state() == MemberState.MOMENT)
                .toList();
    }

    private static List<Member> current(StoreSession session, Incident incident, boolean changedOnly) {
        List<Member> members = session.incidents().members().of(incident.id(), changedOnly, LIMIT);
        Map<Fingerprint, Member> current = session.incidents()
                .members()
                .current(members.stream().map(Member::fingerprint).toList());
        return members.stream()
                .filter(member -> member.equals(current.get(member.fingerprint())))
                .toList();
    }

    /** The company was mapped to another connection before there was a ticket: the group goes on there. */
    static void moveTo(StoreSession session, Incident incident, String connectionId, Instant now) {
        String reason = "company '" + incident.companyId() + "' is now mapped on connection '" + connectionId + "'";
        Endings.end(session, incident, IncidentState.DROPPED, reason, now);
        List<Member> members = going(session, incident, false);
        begin(session, incident, members, connectionId, incident.previousTicketId(), reason, now);
    }

    /** The time for which a person's close kept the group quiet is over: what is still active joins its next incident. */
    static void endMute(StoreSession session, Incident incident, Openings openings, String reason, Instant now) {
        List<Member> answered = current(session, incident, false).stream()
                .filter(member -> member.state() == MemberState.ANSWERED)
                .map(member -> member.change()
                        .state(MemberState.ACTIVE)
                        .quietUntil(null)
                        .done())
                .toList();
        StoredIncident.save(session, incident.change().waitUntil(null).done());
        StoredIncident.tell(session, incident, now, reason + "; " + answered.size() + " still active");
        Incident live = session.incidents().latest(List.of(incident.groupKey())).get(incident.groupKey());
        if (live != null && live.state().live() && !answered.isEmpty()) {
            session.incidents()
                    .members()
                    .add(answered.stream().map(m -> moved(m, live.id())).toList());
            Severity severity = worst(live.severity(), answered);
            Incident joined = live.change()
                    .members(live.members() + answered.size(), live.active() + answered.size())
                    .severity(severity)
                    .facts(
                            severity == live.severity()
                                    ? live.facts()
                                    : live.facts().risen())
                    .done();
            StoredIncident.save(session, openings.reconsidered(session, joined, now));
        } else {
            succeed(session, incident, answered, reason, now);
        }
    }

    /** A new incident of the group, which names the ticket of the old, takes over members; none is made for none. */
    static void succeed(StoreSession session, Incident incident, List<Member> members, String reason, Instant now) {
        begin(session, incident, members, incident.connectionId(), incident.ticketId(), reason, now);
    }

    private static void begin(
            StoreSession session,
            Incident incident,
            List<Member> members,
            String connectionId,
            @Nullable String previousTicketId,
            String reason,
            Instant now) {
        if (members.isEmpty()) {
            return;
        }
        int active = (int) members.stream()
                .filter(member -> member.state() == MemberState.ACTIVE)
                .count();
        Incident successor = new Incident(
                session.incidents().nextId(),
                incident.msp(),
                incident.companyId(),
                incident.ruleId(),
                incident.ruleRevision(),
                connectionId,
                incident.groupKey(),
                incident.category(),
                incident.groupBy(),
                incident.dimensions(),
                incident.moments(),
                IncidentState.PENDING,
                worst(Severity.INFO, members),
                members.size(),
                active,
                now,
                now,
                null,
                null,
                null,
                previousTicketId,
                TicketFacts.NONE,
                StormPlace.in(incident.place().lane()),
                reason,
                null,
                0);
        StoredIncident.save(session, successor);
        session.incidents()
                .members()
                .add(members.stream().map(m -> moved(m, successor.id())).toList());
        StoredIncident.tell(session, successor, now, reason);
    }

    private static Severity worst(Severity least, List<Member> members) {
        return members.stream().map(Member::severity).reduce(least, (a, b) -> a.atLeast(b) ? a : b);
    }

    private static Member moved(Member member, long incidentId) {
        return member.change()
                .incidentId(incidentId)
                .count(1)
                .firstAt(member.lastAt())
                .told(false)
                .changed(true)
                .done();
    }
}

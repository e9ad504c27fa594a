package dev.tocsin.core.engine;

import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ends an incident, and what succeeds it: it is dropped, a person's close is accepted, or its ticket is closed and
 * what came back meanwhile begins a new one.
 */
final class Endings {
    private static final int SUCCESSION_LIMIT = 100_000;

    private Endings() {}

    /** Sets a state that no wait belongs to, with its history. */
    static void end(StoreSession session, Incident incident, IncidentState state, String reason, Instant now) {
        StoredIncident.save(
                session,
                incident.change()
                        .state(state, reason)
                        .waitUntil(null)
                        .noteDueAt(null)
                        .endedAt(state.live() ? null : now)
                        .done());
        StoredIncident.tell(session, incident, now, state + ": " + reason);
    }

    /**
     * A person closed the ticket: it is not closed again, and what is active counts as answered. What nobody had been
     * told of when it was closed goes on in a new incident that names the old.
     */
    static void acceptPersonsClose(StoreSession session, Incident incident, String reason, Instant now) {
        for (Intent intent : session.intents().openOf(incident.id())) {
            boolean notUnderWay = intent.state() == IntentState.PLANNED || intent.state() == IntentState.WAITING;
            if (notUnderWay && intent.body() instanceof IntentBody.CloseTicket) {
                session.intents()
                        .save(List.of(intent.change()
                                .ended(IntentState.CANCELLED, now)
                                .lastError(reason)
                                .done()));
            }
        }
        List<Member> untold = going(session, incident, true).stream()
                .filter(Endings::isUntold)
                .toList();
        long untoldActive = untold.stream()
                .filter(member -> member.state() == MemberState.ACTIVE)
                .count();
        long answered = session.incidents().members().answer(incident.id()) - untoldActive;
        end(
                session,
                incident,
                IncidentState.CLOSED_HUMAN,
                answered == 0 ? reason : reason + "; " + answered + " still active, now answered",
                now);
        succeed(
                session,
                incident,
                untold,
                incident.connectionId(),
                incident.ticketId(),
                "came when ticket #" + incident.ticketId() + " had been closed by a person",
                now);
        IntentOrder.releaseNext(session, incident.id(), now);
    }

    /** Whether a member is new to people: raised since the last note, or a moment that happened since. */
    private static boolean isUntold(Member member) {
        return member.state() == MemberState.MOMENT || (member.state() == MemberState.ACTIVE && !member.told());
    }

    /** The members that are not over and went to no other incident; only those that changed since the last note, if so asked. */
    private static List<Member> going(StoreSession session, Incident incident, boolean changedOnly) {
        List<Member> members = session.incidents().members().of(incident.id(), changedOnly, SUCCESSION_LIMIT).stream()
                .filter(member -> member.state() == MemberState.ACTIVE || member.state() == MemberState.MOMENT)
                .toList();
        Map<Fingerprint, Member> current = session.incidents()
                .members()
                .current(members.stream().map(Member::fingerprint).toList());
        return members.stream()
                .filter(member -> member.equals(current.get(member.fingerprint())))
                .toList();
    }

    /** Ends an incident whose ticket we closed; what came back meanwhile begins a new one that names the old. */
    static void closed(StoreSession session, Incident incident, String reason, Instant now) {
        boolean back = Openings.cameBack(session, incident);
        end(session, incident, IncidentState.CLOSED_AUTO, reason, now);
        if (back) {
            succeed(
                    session,
                    incident,
                    going(session, incident, true),
                    incident.connectionId(),
                    incident.ticketId(),
                    "came back while ticket #" + incident.ticketId() + " was being closed",
                    now);
        }
    }

    /** The company was mapped to another connection before there was a ticket: the group goes on there. */
    static void moveTo(StoreSession session, Incident incident, String connectionId, Instant now) {
        String reason = "company '" + incident.companyId() + "' is now mapped on connection '" + connectionId + "'";
        end(session, incident, IncidentState.DROPPED, reason, now);
        List<Member> members = going(session, incident, false);
        succeed(session, incident, members, connectionId, incident.previousTicketId(), reason, now);
    }

    /** A new incident of the group takes over the given members; none is made if there are none. */
    private static void succeed(
            StoreSession session,
            Incident incident,
            List<Member> back,
            String connectionId,
            @Nullable String previousTicketId,
            String reason,
            Instant now) {
        if (back.isEmpty()) {
            return;
        }
        int active = (int) back.stream()
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
                back.stream().map(Member::severity).reduce(Severity.INFO, (a, b) -> a.atLeast(b) ? a : b),
                back.size(),
                active,
                now,
                now,
                null,
                null,
                null,
                previousTicketId,
                reason,
                null,
                0);
        StoredIncident.save(session, successor);
        session.incidents()
                .members()
                .add(back.stream().map(m -> moved(m, successor.id())).toList());
        StoredIncident.tell(session, successor, now, reason);
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

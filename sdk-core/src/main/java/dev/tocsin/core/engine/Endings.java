package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What ends an incident: it is dropped, its ticket is closed by us or a person, or its ticket is gone. */
final class Endings {
    private Endings() {}

    /** Sets a state that no wait belongs to, with its history. */
    static void end(StoreSession session, Incident incident, IncidentState state, String reason, Instant now) {
        end(session, incident, state, null, reason, now);
    }

    private static void end(
            StoreSession session,
            Incident incident,
            IncidentState state,
            @Nullable Instant wakeAt,
            String reason,
            Instant now) {
        StoredIncident.save(
                session,
                incident.change()
                        .state(state, reason)
                        .waitUntil(wakeAt)
                        .noteDueAt(null)
                        .endedAt(state.live() ? null : now)
                        .done());
        StoredIncident.tell(session, incident, now, state + ": " + reason);
    }

    /**
     * Ends an incident though events may be active. They are marked as told, so that the next one of them is more than a
     * repeat to be counted: it begins anew.
     */
    static void letGo(StoreSession session, Incident incident, IncidentState state, String reason, Instant now) {
        session.incidents().members().markTold(incident.id());
        end(session, incident, state, reason, now);
    }

    /**
     * A person closed the ticket, or it was deleted: it is not closed again, and what is active counts as answered. What
     * nobody had been told of when it was closed goes on in a new incident that names the old.
     */
    static void acceptPersonsClose(
            StoreSession session, Incident incident, Decision.AcceptPersonsClose close, Instant now) {
        boolean deleted = close.end() == IncidentState.DELETED;
        cancel(
                session,
                incident,
                body -> deleted
                        || !(body instanceof IntentBody.AddNote
                                || body instanceof IntentBody.SetOwner
                                || body instanceof IntentBody.CloseTwin),
                close.reason(),
                now);
        List<Member> untold = Successions.going(session, incident, true).stream()
                .filter(Endings::isUntold)
                .toList();
        long untoldActive = untold.stream()
                .filter(member -> member.state() == MemberState.ACTIVE)
                .count();
        long answered = session.incidents().members().answer(incident.id(), close.quietUntil()) - untoldActive;
        end(
                session,
                incident,
                close.end(),
                close.wakeAt(),
                answered == 0 ? close.reason() : close.reason() + "; " + answered + " still active, now answered",
                now);
        Successions.succeed(
                session, incident, untold, "came when ticket #" + incident.ticketId() + " was gone already", now);
        IntentOrder.releaseNext(session, incident.id(), now);
    }

    /** A person closed an incident that has no ticket: all that is active is known to that person and counts as answered. */
    static void acceptWithoutTicket(
            StoreSession session, Incident incident, Decision.AcceptPersonsClose close, Instant now) {
        cancel(session, incident, body -> true, close.reason(), now);
        int answered = session.incidents().members().answer(incident.id(), close.quietUntil());
        end(
                session,
                incident,
                close.end(),
                close.wakeAt(),
                answered == 0 ? close.reason() : close.reason() + "; " + answered + " still active, now answered",
                now);
    }

    /** Whether a member is new to people: raised since the last note, or a moment that happened since. */
    private static boolean isUntold(Member member) {
        return member.state() == MemberState.MOMENT || (member.state() == MemberState.ACTIVE && !member.told());
    }

    /** The ticket is gone and what is active goes on in a new incident that names it. */
    static void replaceTicket(StoreSession session, Incident incident, Decision.ReplaceTicket replace, Instant now) {
        cancel(session, incident, body -> true, replace.reason(), now);
        List<Member> going = Successions.going(session, incident, incident.moments());
        end(session, incident, replace.end(), replace.reason(), now);
        Successions.succeed(session, incident, going, replace.reason(), now);
        IntentOrder.releaseNext(session, incident.id(), now);
    }

    /** Cancels the planned writes of an incident, those that are not under way, whose body is chosen. */
    static void cancel(
            StoreSession session, Incident incident, Predicate<IntentBody> chosen, String reason, Instant now) {
        for (Intent intent : session.intents().openOf(incident.id())) {
            boolean notUnderWay = intent.state() == IntentState.PLANNED || intent.state() == IntentState.WAITING;
            if (notUnderWay && !(intent.body() instanceof IntentBody.CreateTicket) && chosen.test(intent.body())) {
                session.intents()
                        .save(List.of(intent.change()
                                .ended(IntentState.CANCELLED, now)
                                .lastError(reason)
                                .done()));
            }
        }
    }

    /**
     * Ends an incident whose ticket we closed. What came back meanwhile reopens the ticket, if its rule does that, or
     * begins a new one that names the old.
     *
     * @param back whether something came back that needs a ticket
     */
    static void closed(
            StoreSession session,
            Incident incident,
            boolean back,
            Lifecycle lifecycle,
            TicketPolicy policy,
            String reason,
            Instant now) {
        if (!back) {
            letGo(session, incident, IncidentState.CLOSED_AUTO, reason, now);
            return;
        }
        end(session, incident, IncidentState.CLOSED_AUTO, reason, now);
        Incident ended = StoredIncident.of(session, incident.id());
        if (lifecycle.reopens(ended, policy, now)) {
            StoredIncident.save(
                    session,
                    ended.change()
                            .state(IncidentState.REOPENING, "came back while its ticket was being closed")
                            .waitUntil(now)
                            .endedAt(null)
                            .done());
            return;
        }
        Successions.succeed(
                session,
                ended,
                Successions.going(session, ended, true),
                "came back while ticket #" + incident.ticketId() + " was being closed",
                now);
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.News;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;

/**
 * What makes an incident open: its ticket is there, or it came back while its ticket was about to be closed.
 * Thread-safe.
 */
final class Openings {
    private final Lifecycle lifecycle;
    private final Grounds grounds;

    Openings(Lifecycle lifecycle, Grounds grounds) {
        this.lifecycle = lifecycle;
        this.grounds = grounds;
    }

    /** The incident with its ticket: what came meanwhile is taken into account. Does not save it. */
    Incident opened(StoreSession session, Incident incident, TicketSnapshot ticket, String reason, Instant now) {
        Incident open = incident.change()
                .state(IncidentState.OPEN, reason)
                .ticketId(ticket.id())
                .facts(incident.facts().company(ticket.company()))
                .waitUntil(null)
                .done();
        return lifecycle.opened(open, grounds.policy(session, open), news(session, open), now);
    }

    /**
     * Whether something came after its closing note that its ticket must stay open for. What is closed since its rule is
     * gone is closed though events are active.
     */
    boolean cameBack(StoreSession session, Incident incident) {
        boolean back = incident.active() > 0
                || (incident.moments()
                        && !session.incidents()
                                .members()
                                .of(incident.id(), true, 1)
                                .isEmpty());
        return back && !grounds.of(session, incident).closesAll();
    }

    /** Whether another group with something active has the same ticket. */
    static boolean isNeededByOthers(StoreSession session, Incident incident) {
        String ticketId = incident.ticketId();
        return ticketId != null
                && session.incidents().linkedTo(incident.msp(), incident.connectionId(), ticketId).stream()
                        .anyMatch(other -> other.id() != incident.id() && other.active() > 0);
    }

    /** Cancels the close of an incident that came back, before it was sent. */
    void comeBack(StoreSession session, Intent intent, Incident incident, Instant now) {
        String reason = "came back before the ticket was closed";
        session.intents()
                .save(List.of(intent.change()
                        .ended(IntentState.CANCELLED, now)
                        .lastError(reason)
                        .done()));
        StoredIncident.save(
                session,
                reconsidered(
                        session,
                        incident.change().state(IncidentState.OPEN, reason).done(),
                        now));
        StoredIncident.tell(session, incident, now, reason);
        IntentOrder.releaseNext(session, incident.id(), now);
    }

    /** The incident after something else than an event changed its state, in the light of its members. */
    Incident reconsidered(StoreSession session, Incident incident, Instant now) {
        return lifecycle.reconsidered(incident, grounds.policy(session, incident), news(session, incident), now);
    }

    private static News news(StoreSession session, Incident incident) {
        boolean over = !incident.moments() && incident.active() == 0;
        Severity before = incident.facts().prioritySeverity();
        if (!over && before != null && !before.atLeast(incident.severity())) {
            return News.WORSE;
        }
        return over || !session.incidents().members().of(incident.id(), true, 1).isEmpty() ? News.CHANGE : News.NOTHING;
    }

    /** The incident without its close, which was cancelled: decided anew now, or open if something came back meanwhile. */
    static Incident.Change notClosing(Incident incident, String reason, Instant now) {
        if (incident.state() != IncidentState.CLOSING) {
            return incident.change().state(incident.state(), reason);
        }
        return incident.active() > 0
                ? incident.change().state(IncidentState.OPEN, reason).waitUntil(null)
                : incident.change().state(IncidentState.RESOLVING, reason).waitUntil(now);
    }

    /** The ticket became one of a project: what is planned for it is not written any more. */
    static void keepReadOnly(StoreSession session, Incident incident, String reason, Instant now) {
        Endings.cancel(session, incident, body -> true, reason, now);
        StoredIncident.save(
                session,
                notClosing(incident, reason, now)
                        .noteDueAt(null)
                        .facts(incident.facts().link(TicketFacts.Link.READ_ONLY))
                        .done());
        StoredIncident.tell(session, incident, now, reason);
        IntentOrder.releaseNext(session, incident.id(), now);
    }

    /**
     * Nothing more is done for an incident until the configuration supports it again. A ticket that was to be reopened is
     * let go: what came back gets a new one, which names it.
     */
    static void suspend(StoreSession session, Incident incident, Decision.Suspend suspend, Instant now) {
        Incident.Change change = incident.change()
                .state(suspend.state(), suspend.reason())
                .waitUntil(null)
                .noteDueAt(null)
                .facts(incident.facts().question(suspend.question()));
        if (incident.state() == IncidentState.REOPENING) {
            change.ticketId(null)
                    .previousTicketId(incident.ticketId())
                    .facts(TicketFacts.NONE.question(suspend.question()));
        }
        StoredIncident.save(session, change.done());
        if (incident.state() != suspend.state()) {
            StoredIncident.tell(session, incident, now, suspend.state() + ": " + suspend.reason());
        }
    }

    /** An incident that the configuration supports again goes on: with its ticket, or on the way to one. */
    void resume(StoreSession session, Incident incident, String reason, Instant now) {
        Incident.Change change = incident.change().facts(incident.facts().question(null));
        if (incident.ticketId() == null) {
            change.state(IncidentState.PENDING, reason).waitUntil(now);
        } else {
            change.state(IncidentState.OPEN, reason).waitUntil(null);
        }
        StoredIncident.save(session, reconsidered(session, change.done(), now));
        StoredIncident.tell(session, incident, now, reason);
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;

/**
 * What makes an incident open: its ticket is there, or it came back while its ticket was about to be closed.
 * Thread-safe.
 */
final class Openings {
    private final Lifecycle lifecycle;

    Openings(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** The incident with its ticket: what came meanwhile is taken into account. Does not save it. */
    Incident opened(StoreSession session, Incident incident, String ticketId, String reason, Instant now) {
        Incident open = incident.change()
                .state(IncidentState.OPEN, reason)
                .ticketId(ticketId)
                .waitUntil(null)
                .done();
        return lifecycle.opened(open, isWorthTelling(session, open), now);
    }

    /** Whether something came after its closing note that its ticket must stay open for. */
    static boolean cameBack(StoreSession session, Incident incident) {
        return incident.active() > 0
                || (incident.moments()
                        && !session.incidents()
                                .members()
                                .of(incident.id(), true, 1)
                                .isEmpty());
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
    private Incident reconsidered(StoreSession session, Incident incident, Instant now) {
        return lifecycle.afterEvents(incident, isWorthTelling(session, incident), now);
    }

    private static boolean isWorthTelling(StoreSession session, Incident incident) {
        boolean over = !incident.moments() && incident.active() == 0;
        return over || !session.incidents().members().of(incident.id(), true, 1).isEmpty();
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;

/**
 * What follows when a PSA says that it has no ticket of an id. It is believed only after proof, since a wrong address or
 * a missing right look the same. Thread-safe.
 */
final class MissingTicket {
    private final IncidentWork incidents;

    MissingTicket(IncidentWork incidents) {
        this.incidents = incidents;
    }

    /**
     * Asks the PSA for proof. With it, the write is over and the incident's ticket is deleted; without, the write is over
     * and a person is asked.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be asked; the write is then tried again
     */
    Effect effect(Psa psa, Intent intent, String ticketId) {
        boolean deleted = psa.isDeleted(ticketId);
        String reason = "ticket #" + ticketId + " is not there any more";
        return (session, stored, now) -> {
            Outcomes.end(session, stored, IntentState.REFUSED, null, reason, now);
            Incident incident = StoredIncident.of(session, stored);
            if (deleted && ticketId.equals(incident.ticketId())) {
                incidents.acceptDeletion(session, incident, now);
            } else if (ticketId.equals(incident.ticketId())) {
                StoredIncident.ask(
                        session,
                        incident,
                        reason + ", as far as the PSA shows; whether it was deleted could not be proven",
                        now);
                goOn(session, StoredIncident.of(session, stored), reason, now);
            } else {
                StoredIncident.tell(session, incident, now, reason);
            }
        };
    }

    /** An incident never waits for a close or a reopening that is over. */
    private void goOn(StoreSession session, Incident incident, String reason, Instant now) {
        if (incident.state() == IncidentState.CLOSING) {
            StoredIncident.save(
                    session, incident.change().state(IncidentState.OPEN, reason).done());
        } else if (incident.state() == IncidentState.REOPENING) {
            incidents.carryOut(session, incident, new Decision.ReplaceTicket(IncidentState.CLOSED_HUMAN, reason), now);
        }
    }
}

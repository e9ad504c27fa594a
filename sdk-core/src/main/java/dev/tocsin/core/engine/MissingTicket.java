package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows when a PSA says that it has no ticket of an id: it became one of a project, or it was deleted. The latter is
 * believed only after proof, since a wrong address or a missing right look the same. Thread-safe.
 */
final class MissingTicket {
    private final IncidentWork incidents;

    MissingTicket(IncidentWork incidents) {
        this.incidents = incidents;
    }

    /**
     * Looks for it among the tickets of projects, and asks the PSA for proof that it was deleted. The write is over in any
     * case; without proof a person is asked.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be asked; the write is then tried again
     */
    Effect effect(Psa psa, Intent intent, String ticketId) {
        Optional<TicketSnapshot> project = psa.ticket(ticketId).filter(TicketSnapshot::project);
        if (project.isPresent()) {
            return converted(project.get());
        }
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

    /** Nothing is written to a ticket of a project, nor can its notes be read for a write whose answer was lost. */
    private Effect converted(TicketSnapshot ticket) {
        String reason = "ticket #" + ticket.id() + " became one of a project; nothing is written to it";
        return (session, stored, now) -> {
            Outcomes.end(session, stored, IntentState.CANCELLED, null, reason, now);
            incidents.acceptAsFound(session, stored, Look.at(ticket), now);
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

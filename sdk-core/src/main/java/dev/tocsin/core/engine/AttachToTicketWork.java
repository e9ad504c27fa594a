package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.store.ConnectionState;
import java.util.Optional;

/**
 * Makes a ticket that an event named the ticket of its group, if it is open and of the same company. Nothing is written;
 * what the group has to tell follows as a note.
 */
final class AttachToTicketWork implements IntentWork {
    private final Openings openings;
    private final Grounds grounds;
    private final TicketWriting writing;

    AttachToTicketWork(Openings openings, Grounds grounds, TicketWriting writing) {
        this.openings = openings;
        this.grounds = grounds;
        this.writing = writing;
    }

    @Override
    public Effect carryOut(Psa psa, Intent intent, ConnectionState connection) {
        IntentBody.AttachToTicket attach = (IntentBody.AttachToTicket) intent.body();
        String ticketId = attach.ticketId();
        Optional<Look> look = Look.into(psa, ticketId);
        if (look.isEmpty()) {
            return notAttached("ticket #" + ticketId + ", which the event names, does not exist");
        }
        TicketSnapshot ticket = look.get().parent();
        if (ticket.closed()) {
            return notAttached("ticket #" + ticket.id() + ", which the event names, is closed");
        } else if (ticket.project()) {
            return notAttached("ticket #" + ticket.id() + ", which the event names, is one of a project");
        }
        return psa.isOfCompany(ticket, attach.company())
                ? attached(ticket)
                : notAttached("ticket #" + ticket.id() + ", which the event names, belongs to another company");
    }

    private Effect attached(TicketSnapshot ticket) {
        String reason = "attached to ticket #" + ticket.id() + ", which its first event names";
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.DONE, ticket.id(), null, now);
            Incident incident = StoredIncident.of(session, intent);
            Incident shared = incident.change()
                    .facts(incident.facts().link(TicketFacts.Link.SHARED))
                    .done();
            Incident open = openings.opened(session, shared, ticket, reason, now);
            StoredIncident.save(session, open);
            StoredIncident.tell(session, incident, now, reason);
            writing.ticketOpened(session, open, now);
        };
    }

    private Effect notAttached(String reason) {
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.CANCELLED, null, reason, now);
            Incident incident = StoredIncident.of(session, intent);
            if (writing.technicians().noTicket(session, intent.incidentId(), now)) {
                return;
            }
            if (grounds.policy(session, incident).attachFault() == TicketPolicy.AttachFault.FAIL) {
                Endings.end(session, incident, IncidentState.QUARANTINED, reason, now);
                return;
            }
            StoredIncident.save(
                    session,
                    incident.change()
                            .state(IncidentState.PENDING, reason + "; a new ticket is made")
                            .waitUntil(now)
                            .facts(incident.facts().attachTo(null).question(reason + "; a new ticket was made"))
                            .done());
            StoredIncident.tell(session, incident, now, reason + "; a new ticket is made");
        };
    }
}

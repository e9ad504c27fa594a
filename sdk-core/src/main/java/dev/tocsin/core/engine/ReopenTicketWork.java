package dev.tocsin.core.engine;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a closed ticket again: reads it, stops if it is not as we closed it, and only then sets the status. What cannot
 * be reopened goes on in a new ticket that names it.
 */
final class ReopenTicketWork implements IntentWork {
    private final Store store;
    private final Catalogues catalogues;
    private final Settings settings;
    private final Schedule schedule;
    private final Outcomes outcomes;
    private final IncidentWork incidents;
    private final Openings openings;
    private final TicketWriting writing;
    private final MissingTicket missing;
    private final Clock clock;

    ReopenTicketWork(
            Store store,
            Catalogues catalogues,
            Settings settings,
            Schedule schedule,
            Outcomes outcomes,
            IncidentWork incidents,
            Openings openings,
            TicketWriting writing,
            MissingTicket missing,
            Clock clock) {
        this.store = store;
        this.catalogues = catalogues;
        this.settings = settings;
        this.schedule = schedule;
        this.outcomes = outcomes;
        this.incidents = incidents;
        this.openings = openings;
        this.writing = writing;
        this.missing = missing;
        this.clock = clock;
    }

    @Override
    public Effect carryOut(Psa psa, Intent intent, ConnectionState connection) {
        Instant began = clock.instant();
        IntentBody.ReopenTicket reopen = (IntentBody.ReopenTicket) intent.body();
        Optional<TicketSnapshot> found = psa.ticket(reopen.ticketId());
        if (found.isEmpty()) {
            return missing.effect(psa, intent, reopen.ticketId());
        }
        TicketSnapshot ticket = found.get();
        if (ticket.mergedInto() != null) {
            return replaced("ticket #" + ticket.id() + " was merged into #" + ticket.mergedInto());
        } else if (ticket.project()) {
            return replaced("ticket #" + ticket.id() + " became one of a project");
        } else if (isOfFormerCompany(psa, intent, ticket)) {
            return replaced("ticket #" + ticket.id() + " belongs to the PSA company that was mapped before");
        } else if (!ticket.closed()) {
            return reopened(ticket, "ticket #" + ticket.id() + " is open again");
        } else if (intent.everUnknown() && reopen.closedStatus() != null && changedByPerson(ticket)) {
            return replaced("ticket #" + ticket.id() + " may have been open again, and a person changed it since");
        } else if (intent.state() == IntentState.UNKNOWN) {
            return schedule.afterQuarantine(intent, began)
                    ? outcomes.sendAgain("the ticket was still closed after the quarantine")
                    : outcomes.lookAgainWithinQuarantine("the ticket is still closed");
        }
        String ours = reopen.closedStatus();
        if (ours != null && !ours.equalsIgnoreCase(ticket.status())) {
            return replaced("ticket #" + ticket.id() + " is '" + ticket.status() + "' now, not as we closed it");
        }
        return reopen(psa, intent, reopen);
    }

    /**
     * Whether the company was mapped to another PSA company since, which the ticket does not belong to. While it is mapped
     * as it was, a ticket that a person moved to another company is still its ticket.
     */
    private boolean isOfFormerCompany(Psa psa, Intent intent, TicketSnapshot ticket) {
        Optional<String> mappedNow = store.read(session -> otherCompany(session, StoredIncident.of(session, intent)));
        return mappedNow.filter(company -> !psa.isOfCompany(ticket, company)).isPresent();
    }

    private Optional<String> otherCompany(StoreSession session, Incident incident) {
        Set<String> before = Remapping.companies(session, incident);
        return catalogues
                .inForce(session, incident.msp())
                .mapping(incident.companyId())
                .map(CompanyMapping::psaCompany)
                .filter(company -> !before.contains(company));
    }

    private static boolean changedByPerson(TicketSnapshot ticket) {
        String by = ticket.updatedBy();
        return by != null && ticket.createdBy() != null && !by.equalsIgnoreCase(ticket.createdBy());
    }

    private Effect reopen(Psa psa, Intent intent, IntentBody.ReopenTicket reopen) {
        Instant sentAt = Objects.requireNonNull(intent.sentAt(), "a sent intent has its time");
        Outcome<TicketSnapshot> outcome =
                psa.setStatus(reopen.ticketId(), reopen.openStatus(), sentAt.plus(settings.requestTimeout()));
        if (outcome instanceof Outcome.Done<TicketSnapshot> done) {
            return done.value().closed()
                    ? replaced("the status '" + reopen.openStatus() + "' does not open ticket #" + reopen.ticketId())
                    : reopened(done.value(), "reopened ticket #" + reopen.ticketId());
        } else if (outcome instanceof Outcome.Refused<TicketSnapshot> refused) {
            return refused.notFound()
                    ? missing.effect(psa, intent, reopen.ticketId())
                    : replaced("ticket #" + reopen.ticketId() + " could not be reopened: " + Outcomes.text(refused));
        } else if (outcome instanceof Outcome.NotExecuted<TicketSnapshot> notExecuted) {
            return outcomes.notExecuted(notExecuted);
        }
        return outcomes.unknown(((Outcome.Unknown<TicketSnapshot>) outcome).reason());
    }

    private Effect reopened(TicketSnapshot ticket, String reason) {
        return (session, intent, now) -> {
            Incident incident = StoredIncident.of(session, intent);
            if (incident.state() == IncidentState.REOPENING) {
                Incident open = openings.opened(session, incident, ticket, reason, now);
                StoredIncident.save(
                        session, open.change().facts(open.facts().reopened()).done());
                StoredIncident.tell(session, incident, now, reason);
                writing.ticketReopened(session, open, now);
            }
            Outcomes.end(session, intent, IntentState.DONE, ticket.id(), null, now);
        };
    }

    private Effect replaced(String reason) {
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.CANCELLED, null, reason, now);
            Incident incident = StoredIncident.of(session, intent);
            if (incident.state() == IncidentState.REOPENING) {
                incidents.carryOut(
                        session, incident, new Decision.ReplaceTicket(IncidentState.CLOSED_HUMAN, reason), now);
            }
        };
    }
}

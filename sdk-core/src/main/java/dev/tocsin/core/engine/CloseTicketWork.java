package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.News;
import dev.tocsin.core.incident.Observation;
import dev.tocsin.core.incident.OwnMarks;
import dev.tocsin.core.incident.OwnNotes;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.settings.ClosePolicy;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Closes a ticket: reads it, stops if a person got there first or touched it, and only then sets the closing status.
 * Setting a status twice does the same as once, yet an unknown outcome is looked up before it is set again, since a
 * person may have opened the ticket anew meanwhile.
 */
final class CloseTicketWork implements IntentWork {
    private final Store store;
    private final Settings settings;
    private final Schedule schedule;
    private final Outcomes outcomes;
    private final IncidentWork incidents;
    private final Openings openings;
    private final Lifecycle lifecycle;
    private final Grounds grounds;
    private final TicketWriting writing;
    private final MissingTicket missing;
    private final Clock clock;

    CloseTicketWork(
            Store store,
            Settings settings,
            Schedule schedule,
            Outcomes outcomes,
            IncidentWork incidents,
            Openings openings,
            Lifecycle lifecycle,
            Grounds grounds,
            TicketWriting writing,
            MissingTicket missing,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.schedule = schedule;
        this.outcomes = outcomes;
        this.incidents = incidents;
        this.openings = openings;
        this.lifecycle = lifecycle;
        this.grounds = grounds;
        this.writing = writing;
        this.missing = missing;
        this.clock = clock;
    }

    @Override
    public Effect carryOut(Psa psa, Intent intent, ConnectionState connection) {
        Instant began = clock.instant();
        String ticketId = intent.body() instanceof IntentBody.CloseTicket close
                ? close.ticketId()
                : ((IntentBody.CloseTwin) intent.body()).ticketId();
        Optional<TicketSnapshot> found = psa.ticket(ticketId);
        if (found.isEmpty()) {
            return missing.effect(psa, intent, ticketId);
        }
        TicketSnapshot ticket = found.get();
        if (ticket.closed()) {
            return intent.everUnknown() || intent.body() instanceof IntentBody.CloseTwin
                    ? closed(ticket)
                    : closedByPerson(ticket);
        }
        boolean byPerson = ticket.updatedBy() != null
                && ticket.createdBy() != null
                && !ticket.updatedBy().equalsIgnoreCase(ticket.createdBy());
        if (intent.body() instanceof IntentBody.CloseTwin) {
            if (ticket.mergedInto() != null || ticket.mergedChildren()) {
                return leftOpen("people merged the second copy #" + ticketId);
            } else if (intent.everUnknown() && byPerson) {
                return leftOpen("#" + ticketId + " may have been closed, and a person changed it since");
            }
        }
        if (intent.state() == IntentState.UNKNOWN) {
            return schedule.afterQuarantine(intent, began)
                    ? outcomes.sendAgain("the ticket was still open after the quarantine")
                    : outcomes.lookAgainWithinQuarantine("the ticket is still open");
        }
        if (intent.body() instanceof IntentBody.CloseTicket close) {
            return closeOwn(psa, intent, ticket, close);
        }
        return close(psa, intent, ticketId, ((IntentBody.CloseTwin) intent.body()).closedStatus());
    }

    private Effect closeOwn(Psa psa, Intent intent, TicketSnapshot ticket, IntentBody.CloseTicket close) {
        Incident incident = store.read(session -> StoredIncident.of(session, intent));
        ClosePolicy policy = store.read(session -> lifecycle.closing(grounds.policy(session, incident)));
        List<TicketNote> notes = policy == ClosePolicy.ALWAYS ? List.of() : psa.notes(ticket.id());
        OwnNotes own = store.read(session -> TicketNotes.planned(session, incident));
        OwnMarks marks = store.read(session -> TicketDetails.marks(session, incident, close.openStatus()));
        boolean shared = incident.facts().link() == TicketFacts.Link.SHARED;
        boolean ours = !shared || References.isTicketReference(String.valueOf(ticket.reference()));
        Optional<String> touched = Observation.touched(
                ticket, policy, marks, notes, own, incident.facts().link(), ours);
        if (touched.isPresent()) {
            return leftOpen(touched.get());
        }
        // Statuses belong to boards, and a person may have moved the ticket to another.
        Optional<String> status = psa.closingStatus(ticket, close.closedStatus());
        if (status.isEmpty()) {
            return noClosingStatus(ticket);
        }
        // The reads took their time; what came meanwhile must not be closed away.
        Incident latest = store.read(session -> StoredIncident.of(session, intent));
        if (store.read(session -> openings.cameBack(session, latest))) {
            return cameBack();
        }
        return store.read(session -> Openings.isNeededByOthers(session, latest))
                ? leftOpen("other groups need the ticket")
                : close(psa, intent, ticket.id(), status.get());
    }

    private Effect noClosingStatus(TicketSnapshot ticket) {
        String question = "ticket #" + ticket.id() + " is to be closed, but "
                + (ticket.board() == null ? "its board" : "board '" + ticket.board() + "'")
                + " has no active status that closes";
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.CANCELLED, null, question, now);
            backToOpen(session, intent, question, now);
            StoredIncident.ask(session, StoredIncident.of(session, intent), question, now);
            writing.writeQuestion(session, StoredIncident.of(session, intent), question, now);
        };
    }

    private Effect cameBack() {
        return (session, intent, now) -> {
            Incident incident = StoredIncident.of(session, intent);
            if (isOwn(intent, incident) && openings.cameBack(session, incident)) {
                openings.comeBack(session, intent, incident, now);
            } else {
                session.intents()
                        .save(List.of(intent.change()
                                .open(IntentState.PLANNED, now)
                                .attemptNotCounted()
                                .done()));
            }
        };
    }

    private Effect close(Psa psa, Intent intent, String ticketId, String status) {
        Instant sentAt = Objects.requireNonNull(intent.sentAt(), "a sent intent has its time");
        Outcome<TicketSnapshot> outcome = psa.setStatus(ticketId, status, sentAt.plus(settings.requestTimeout()));
        if (outcome instanceof Outcome.Done<TicketSnapshot> done) {
            return done.value().closed()
                    ? closed(done.value())
                    : refused("the status '" + status + "' was set and does not close the ticket");
        } else if (outcome instanceof Outcome.Refused<TicketSnapshot> refused) {
            return refused(Outcomes.text(refused));
        } else if (outcome instanceof Outcome.NotExecuted<TicketSnapshot> notExecuted) {
            return outcomes.notExecuted(notExecuted);
        }
        return outcomes.unknown(((Outcome.Unknown<TicketSnapshot>) outcome).reason());
    }

    private Effect closed(TicketSnapshot ticket) {
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.DONE, ticket.id(), null, now);
            Incident incident = StoredIncident.of(session, intent);
            if (isOwn(intent, incident)) {
                Endings.closed(
                        session,
                        incident,
                        openings.cameBack(session, incident),
                        lifecycle,
                        grounds.policy(session, incident),
                        "closed ticket #" + ticket.id() + ", " + incident.reason(),
                        now);
            }
        };
    }

    private Effect closedByPerson(TicketSnapshot ticket) {
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.CANCELLED, null, "a person had closed the ticket", now);
            Incident incident = StoredIncident.of(session, intent);
            if (isOwn(intent, incident)) {
                incidents.carryOut(session, incident, incidents.observe(session, incident, Look.at(ticket), now), now);
            }
        };
    }

    private Effect leftOpen(String reason) {
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.CANCELLED, null, reason, now);
            backToOpen(session, intent, "all is resolved; left open for people, since " + reason, now);
        };
    }

    private Effect refused(String reason) {
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.REFUSED, null, reason, now);
            backToOpen(session, intent, "all is resolved, but the ticket could not be closed: " + reason, now);
        };
    }

    private void backToOpen(StoreSession session, Intent intent, String reason, Instant now) {
        Incident incident = StoredIncident.of(session, intent);
        if (isOwn(intent, incident)) {
            Incident open = incident.change().state(IncidentState.OPEN, reason).done();
            boolean tell =
                    !session.incidents().members().of(incident.id(), true, 1).isEmpty();
            StoredIncident.save(
                    session,
                    lifecycle.reconsidered(
                            open, grounds.policy(session, incident), tell ? News.CHANGE : News.NOTHING, now));
        }
        StoredIncident.tell(session, incident, now, reason);
    }

    /** Whether the intent closes the incident's own ticket, which is still being closed, and not a twin of it. */
    private static boolean isOwn(Intent intent, Incident incident) {
        return intent.body() instanceof IntentBody.CloseTicket && incident.state() == IncidentState.CLOSING;
    }
}

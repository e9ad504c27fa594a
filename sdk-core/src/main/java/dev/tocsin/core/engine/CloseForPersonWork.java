package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
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
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Closes a ticket because a technician told us to, whoever touched it. It stops only for what is not this ticket's alone: other
 * tickets that were merged into it or hang below it, and other groups that use it. An unknown outcome is looked up, since a person may
 * have opened the ticket anew meanwhile. The incident is over by then; what cannot be closed is a question for a person.
 */
final class CloseForPersonWork implements IntentWork {
    private final Store store;
    private final Settings settings;
    private final Schedule schedule;
    private final Outcomes outcomes;
    private final TicketWriting writing;
    private final MissingTicket missing;
    private final Clock clock;

    CloseForPersonWork(
            Store store,
            Settings settings,
            Schedule schedule,
            Outcomes outcomes,
            TicketWriting writing,
            MissingTicket missing,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.schedule = schedule;
        this.outcomes = outcomes;
        this.writing = writing;
        this.missing = missing;
        this.clock = clock;
    }

    @Override
    public Effect carryOut(Psa psa, Intent intent, ConnectionState connection) {
        Instant began = clock.instant();
        IntentBody.CloseForPerson close = (IntentBody.CloseForPerson) intent.body();
        String ticketId = close.ticketId();
        Optional<TicketSnapshot> found = psa.ticket(ticketId);
        if (found.isEmpty()) {
            return missing.effect(psa, intent, ticketId);
        }
        TicketSnapshot ticket = found.get();
        if (ticket.closed()) {
            return done(
                    ticket,
                    "ticket #" + ticketId + (intent.everUnknown() ? " is closed" : " was closed in the PSA already"));
        }
        String notItsOwn = notItsOwn(intent, ticket);
        if (notItsOwn != null) {
            boolean writable = ticket.mergedInto() == null && !ticket.project();
            return left(IntentState.CANCELLED, ticketId, notItsOwn, writable);
        }
        if (intent.state() == IntentState.UNKNOWN) {
            if (isChangedSince(intent, ticket)) {
                return left(
                        IntentState.CANCELLED,
                        ticketId,
                        "it may have been closed, and " + ticket.updatedBy() + " changed it since",
                        true);
            }
            return schedule.afterQuarantine(intent, began)
                    ? outcomes.sendAgain("the ticket was still open after the quarantine")
                    : outcomes.lookAgainWithinQuarantine("the ticket is still open");
        }
        // Statuses belong to boards, and a person may have moved the ticket to another.
        Optional<String> status = psa.closingStatus(ticket, close.closedStatus());
        return status.isEmpty()
                ? left(
                        IntentState.CANCELLED,
                        ticketId,
                        (ticket.board() == null ? "its board" : "board '" + ticket.board() + "'")
                                + " has no active status that closes",
                        true)
                : close(psa, intent, ticketId, status.get());
    }

    /** Why a ticket is not closed for one incident, or null if nothing speaks against it. */
    private @Nullable String notItsOwn(Intent intent, TicketSnapshot ticket) {
        if (ticket.mergedInto() != null) {
            return "it was merged into #" + ticket.mergedInto();
        } else if (ticket.project()) {
            return "it became one of a project";
        } else if (ticket.mergedChildren()) {
            return "other tickets were merged into it";
        } else if (ticket.hasChildren()) {
            return "other tickets hang below it";
        }
        boolean used =
                store.read(session -> TechnicianWriting.isUsedByOthers(session, StoredIncident.of(session, intent)));
        return used ? "other groups use it" : null;
    }

    private static boolean isChangedSince(Intent intent, TicketSnapshot ticket) {
        Instant sentAt = intent.sentAt();
        Instant updatedAt = ticket.updatedAt();
        return ticket.updatedBy() != null
                && ticket.createdBy() != null
                && !ticket.updatedBy().equalsIgnoreCase(ticket.createdBy())
                && (sentAt == null || updatedAt == null || !updatedAt.isBefore(sentAt));
    }

    private Effect close(Psa psa, Intent intent, String ticketId, String status) {
        Instant sentAt = Objects.requireNonNull(intent.sentAt(), "a sent intent has its time");
        Outcome<TicketSnapshot> outcome = psa.setStatus(ticketId, status, sentAt.plus(settings.requestTimeout()));
        if (outcome instanceof Outcome.Done<TicketSnapshot> done) {
            return done.value().closed()
                    ? done(done.value(), "closed ticket #" + ticketId)
                    : left(
                            IntentState.REFUSED,
                            ticketId,
                            "the status '" + status + "' was set and does not close it",
                            true);
        } else if (outcome instanceof Outcome.Refused<TicketSnapshot> refused) {
            return refused.notFound() && psa.ticket(ticketId).isEmpty()
                    ? missing.effect(psa, intent, ticketId)
                    : left(
                            IntentState.REFUSED,
                            ticketId,
                            "the PSA refused its status: " + Outcomes.text(refused),
                            true);
        } else if (outcome instanceof Outcome.NotExecuted<TicketSnapshot> notExecuted) {
            return outcomes.notExecuted(notExecuted);
        }
        return outcomes.unknown(((Outcome.Unknown<TicketSnapshot>) outcome).reason());
    }

    private static Effect done(TicketSnapshot ticket, String text) {
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.DONE, ticket.id(), null, now);
            StoredIncident.tell(session, StoredIncident.of(session, intent), now, text);
        };
    }

    /** The ticket stays open though its incident is over: a person is asked, on the ticket as well if it takes notes. */
    private Effect left(IntentState end, String ticketId, String reason, boolean note) {
        String question =
                "ticket #" + ticketId + " was to be closed for a technician and is still open, since " + reason;
        return (session, intent, now) -> {
            Outcomes.end(session, intent, end, null, reason, now);
            Incident incident = StoredIncident.of(session, intent);
            StoredIncident.ask(session, incident, question, now);
            if (note && ticketId.equals(incident.ticketId())) {
                writing.writeQuestion(session, StoredIncident.of(session, intent), question, now);
            }
        };
    }
}

package dev.tocsin.core.incident;

import dev.tocsin.core.incident.TicketFacts.Link;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.ClosePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a look at a ticket in the PSA means for its incident. Pure. */
public final class Observation {
    private Observation() {}

    /**
     * What follows from a look at the ticket.
     *
     * @param ticket the incident's ticket as it is now
     * @param parent the ticket that it was merged into, at the end of the chain; the ticket itself if it was not merged
     * @param closingUnderWay whether our own request to close it may be on its way, so that a closed ticket is ours
     */
    public static Decision of(
            Incident incident,
            TicketSnapshot ticket,
            TicketSnapshot parent,
            TicketPolicy policy,
            boolean closingUnderWay,
            Instant now) {
        if (!mayBeOpen(incident)) {
            return new Decision.Wait("it has no open ticket");
        }
        if (!parent.id().equals(ticket.id())) {
            return new Decision.FollowMerge(
                    parent.id(), "ticket #" + ticket.id() + " was merged into #" + parent.id() + by(ticket));
        }
        if (ticket.closed()) {
            return closingUnderWay
                    ? new Decision.Wait("our own close may be under way")
                    : closed(incident, ticket, policy, now);
        }
        if (ticket.project() && incident.facts().link() != Link.READ_ONLY) {
            return new Decision.KeepReadOnly(
                    "ticket #" + ticket.id() + " became one of a project" + by(ticket) + "; nothing is written to it");
        }
        String company = incident.facts().company();
        String question = "ticket #" + ticket.id() + " belongs to another company now; the mapping was left as it is";
        boolean moved = company != null && ticket.company() != null && !company.equals(ticket.company());
        return moved && !question.equals(incident.facts().question())
                ? new Decision.AskPerson(question, question)
                : new Decision.Wait("nothing that people did concerns it");
    }

    private static boolean mayBeOpen(Incident incident) {
        boolean asleep = incident.state() == IncidentState.FROZEN || incident.state() == IncidentState.SUSPENDED;
        return incident.ticketId() != null && (asleep || incident.state().hasOpenTicket());
    }

    private static String by(TicketSnapshot ticket) {
        return ticket.updatedBy() == null ? "" : " by " + ticket.updatedBy();
    }

    private static Decision closed(Incident incident, TicketSnapshot ticket, TicketPolicy policy, Instant now) {
        String reason = "ticket #" + ticket.id() + " was closed in the PSA as '" + ticket.status() + "'" + by(ticket);
        if (policy.isWontFix(ticket.status())) {
            return wontFix(policy, reason, now);
        }
        boolean active = !incident.moments() && incident.active() > 0;
        if (active && policy.personsClose() == TicketPolicy.PersonsClose.REOPEN) {
            if (!incident.state().hasOpenTicket()) {
                // What is frozen or suspended is not written to; it goes on in a new ticket.
                return new Decision.ReplaceTicket(IncidentState.CLOSED_HUMAN, reason);
            }
            if (incident.facts().link() == Link.OWN && incident.facts().reopens() < policy.maxReopens()) {
                return new Decision.ReopenTicket(reason + " while events are active");
            }
        }
        return answered(active, policy, reason, now);
    }

    private static Decision answered(boolean active, TicketPolicy policy, String reason, Instant now) {
        Decision answered = new Decision.AcceptPersonsClose(IncidentState.CLOSED_HUMAN, null, null, reason);
        if (!active) {
            return answered;
        }
        return switch (policy.personsClose()) {
            case ANSWER, REOPEN -> answered;
            case MUTE ->
                new Decision.AcceptPersonsClose(
                        IncidentState.CLOSED_HUMAN,
                        now.plus(policy.muteFor()),
                        now.plus(policy.muteFor()),
                        reason + "; it is quiet for " + policy.muteFor());
            case NEW_TICKET -> new Decision.ReplaceTicket(IncidentState.CLOSED_HUMAN, reason);
        };
    }

    /**
     * What follows when a technician closes an incident through us. It is as a close in the PSA with the rule's closing status, but
     * that nothing is reopened because of it: whoever confirmed that events are active has answered them.
     *
     * @param closedStatus the status that the ticket gets
     * @param reason who closed it, for people
     * @return an {@link Decision.AcceptPersonsClose} or a {@link Decision.ReplaceTicket}
     */
    public static Decision closedByTechnician(
            Incident incident, String closedStatus, TicketPolicy policy, String reason, Instant now) {
        return policy.isWontFix(closedStatus)
                ? wontFix(policy, reason, now)
                : answered(!incident.moments() && incident.active() > 0, policy, reason, now);
    }

    private static Decision wontFix(TicketPolicy policy, String reason, Instant now) {
        return new Decision.AcceptPersonsClose(
                IncidentState.CLOSED_HUMAN,
                now.plus(policy.wontFixFor()),
                null,
                reason + ", which says that nothing will be done");
    }

    /** What follows from the proof that the incident's ticket was deleted. */
    public static Decision deleted(Incident incident, TicketPolicy policy) {
        if (!mayBeOpen(incident) && incident.state() != IncidentState.REOPENING) {
            return new Decision.Wait("it has no open ticket");
        }
        String reason = "ticket #" + incident.ticketId() + " was deleted in the PSA";
        return policy.deleted() == TicketPolicy.Deleted.RECREATE || incident.state() == IncidentState.REOPENING
                ? new Decision.ReplaceTicket(IncidentState.DELETED, reason)
                : new Decision.AcceptPersonsClose(IncidentState.DELETED, null, null, reason);
    }

    /**
     * Why a ticket must not be closed by us: a person touched it.
     *
     * @param closing whether that matters at all
     * @param marks the statuses and owners that we set, for ourselves or for a technician
     * @param notes all its notes
     * @param own the notes that we planned for it
     * @param link what the ticket is to the incident; one that others were merged into is closed only if it is shared
     * @param ours whether we made it; one that a person made is touched by that
     * @return the reason; empty if nobody touched it, or the policy does not care
     */
    public static Optional<String> touched(
            TicketSnapshot ticket,
            ClosePolicy closing,
            OwnMarks marks,
            List<TicketNote> notes,
            OwnNotes own,
            Link link,
            boolean ours) {
        if (ticket.mergedChildren() && link != Link.SHARED) {
            // whatever the policy: what was merged into it is not ours to close
            return Optional.of("other tickets were merged into it");
        }
        if (closing == ClosePolicy.ALWAYS) {
            return Optional.empty();
        }
        if (!ours) {
            return Optional.of("a person made it");
        }
        if (ticket.mergedInto() != null) {
            return Optional.of("it was merged into #" + ticket.mergedInto());
        }
        if (!marks.hasStatus(ticket.status())) {
            return Optional.of("its status was set to '" + ticket.status() + "'");
        }
        if (!marks.hasOwner(ticket.owner(), ticket.createdBy())) {
            return Optional.of(ticket.owner() + " owns it");
        }
        if (ticket.actualHours() > 0) {
            return Optional.of("time was booked on it");
        }
        if (ticket.hasChildren()) {
            return Optional.of("other tickets hang below it");
        }
        return notes.stream()
                .filter(note -> !isOurs(note, ticket, own))
                .findFirst()
                .map(note -> (note.author() == null ? "the customer" : note.author()) + " wrote a note");
    }

    private static boolean isOurs(TicketNote note, TicketSnapshot ticket, OwnNotes own) {
        String author = note.author();
        return own.contain(note.text()) || (author != null && author.equalsIgnoreCase(ticket.createdBy()));
    }
}

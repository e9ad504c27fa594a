package dev.tocsin.core.intent;

import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.NoteType;
import org.jspecify.annotations.Nullable;

/** What an intent is to write, frozen when it is planned. */
public sealed interface IntentBody {
    /**
     * Create a ticket.
     *
     * @param draft the ticket
     */
    record CreateTicket(TicketDraft draft) implements IntentBody {}

    /**
     * Add a note.
     *
     * @param ticketId the ticket
     * @param text the text, its last line the marker
     * @param marker the marker by which the note is found after a lost answer
     * @param noteType who may read it
     */
    record AddNote(String ticketId, String text, String marker, NoteType noteType) implements IntentBody {}

    /**
     * Close the incident's ticket, unless a person touched it.
     *
     * @param ticketId the ticket
     * @param openStatus the status that we set on it, which shows that no person set another
     * @param closedStatus the status that closes it
     */
    record CloseTicket(String ticketId, String openStatus, String closedStatus) implements IntentBody {}

    /**
     * Open a ticket again.
     *
     * @param ticketId the ticket
     * @param closedStatus the status that we closed it with, or null if it is opened whatever closed it
     * @param openStatus the status to set
     */
    record ReopenTicket(String ticketId, @Nullable String closedStatus, String openStatus) implements IntentBody {}

    /**
     * Look at a ticket that is to become the incident's; nothing is written.
     *
     * @param ticketId the ticket
     * @param company the PSA company that it must be of, as in a draft
     */
    record AttachToTicket(String ticketId, String company) implements IntentBody {}

    /**
     * Set the priority of a ticket, unless a person set another.
     *
     * @param ticketId the ticket
     * @param from the priority that we set before
     * @param to the priority to set
     */
    record SetPriority(String ticketId, String from, String to) implements IntentBody {}

    /**
     * Make the affected user the contact of a ticket, if the company has exactly one such contact.
     *
     * @param ticketId the ticket
     * @param company the PSA company as in the draft
     * @param user the user
     */
    record SetContact(String ticketId, String company, EventUser user) implements IntentBody {}

    /**
     * Attach a configuration to a ticket, unless it is, or the ticket is of another company.
     *
     * @param ticketId the ticket
     * @param company the PSA company of the configuration, as in the draft
     * @param configurationId the PSA's id of the configuration
     */
    record AttachConfiguration(String ticketId, String company, String configurationId) implements IntentBody {}

    /**
     * Make a member the owner of a ticket, if it has none.
     *
     * @param ticketId the ticket
     * @param member the member's identifier in the PSA
     */
    record SetOwner(String ticketId, String member) implements IntentBody {}

    /**
     * Set the status that says that somebody works on a ticket, unless a person set another or it is closed.
     *
     * @param ticketId the ticket
     * @param from the open status that we set before
     * @param to the status to set
     */
    record SetStatus(String ticketId, String from, String to) implements IntentBody {}

    /**
     * Close a ticket because a technician told us to, whoever touched it. One that is closed already stays as it is.
     *
     * @param ticketId the ticket
     * @param closedStatus the status that closes it
     */
    record CloseForPerson(String ticketId, String closedStatus) implements IntentBody {}

    /**
     * Close a second ticket that a late create left behind, whatever its state.
     *
     * @param ticketId the second ticket
     * @param closedStatus the status that closes it
     */
    record CloseTwin(String ticketId, String closedStatus) implements IntentBody {}
}

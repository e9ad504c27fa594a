package dev.tocsin.core.intent;

import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.NoteType;

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
     * Close a second ticket that a late create left behind, whatever its state.
     *
     * @param ticketId the second ticket
     * @param closedStatus the status that closes it
     */
    record CloseTwin(String ticketId, String closedStatus) implements IntentBody {}
}

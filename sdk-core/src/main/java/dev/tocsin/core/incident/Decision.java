package dev.tocsin.core.incident;

/** What is to happen to an incident next, and why. */
public sealed interface Decision {
    /** Why, in a sentence for people; it goes into the history. */
    String reason();

    /**
     * Nothing now.
     *
     * @param reason why
     */
    record Wait(String reason) implements Decision {}

    /**
     * It ends without a ticket.
     *
     * @param reason why
     */
    record Drop(String reason) implements Decision {}

    /**
     * Its ticket is created.
     *
     * @param reason why
     */
    record OpenTicket(String reason) implements Decision {}

    /**
     * A note tells what changed.
     *
     * @param reason why
     */
    record WriteNote(String reason) implements Decision {}

    /**
     * A note tells that it is over, then the ticket is closed.
     *
     * @param reason why
     */
    record CloseTicket(String reason) implements Decision {}

    /**
     * A note tells that it is over; closing is left to people.
     *
     * @param reason why
     */
    record LeaveToPeople(String reason) implements Decision {}

    /**
     * A person closed the ticket; what is active counts as answered.
     *
     * @param reason why
     */
    record AcceptPersonsClose(String reason) implements Decision {}
}

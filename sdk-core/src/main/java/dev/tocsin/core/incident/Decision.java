package dev.tocsin.core.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
     * The ticket that its first event named is looked at, and becomes its ticket if it is open.
     *
     * @param ticketId the ticket
     * @param reason why
     */
    record AttachToTicket(String ticketId, String reason) implements Decision {}

    /**
     * A note tells what changed.
     *
     * @param priority the priority to set besides, or null to leave it
     * @param reason why
     */
    record WriteNote(@Nullable String priority, String reason) implements Decision {}

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
     * It is over and nothing is written, since its ticket is only looked at.
     *
     * @param reason why
     */
    record LetGo(String reason) implements Decision {}

    /**
     * Its closed ticket is opened again.
     *
     * @param reason why
     */
    record ReopenTicket(String reason) implements Decision {}

    /**
     * Its ticket stays closed: what came back was resolved before it was reopened.
     *
     * @param reason why
     */
    record StayClosed(String reason) implements Decision {}

    /**
     * Its ticket is gone by a person's doing; what is active counts as answered.
     *
     * @param end the state that it ends in
     * @param quietUntil until when what comes back unchanged opens nothing, or null if it may at once
     * @param wakeAt when what is still active gets a new ticket, or null for never
     * @param reason why
     */
    record AcceptPersonsClose(
            IncidentState end,
            @Nullable Instant quietUntil,
            @Nullable Instant wakeAt,
            String reason) implements Decision {}

    /**
     * Its ticket is gone; what is active goes on in a new incident that names it.
     *
     * @param end the state that it ends in
     * @param reason why
     */
    record ReplaceTicket(IncidentState end, String reason) implements Decision {}

    /**
     * What a person's close kept quiet and is still active goes on in a new incident.
     *
     * @param reason why
     */
    record EndMute(String reason) implements Decision {}

    /**
     * Its ticket was merged into another, which is its ticket from now on.
     *
     * @param ticketId the other ticket
     * @param reason why
     */
    record FollowMerge(String ticketId, String reason) implements Decision {}

    /**
     * Its ticket became one of a project: it is looked at and not written to.
     *
     * @param reason why
     */
    record KeepReadOnly(String reason) implements Decision {}

    /**
     * A person should look at something; nothing else happens.
     *
     * @param question what to look at
     * @param reason why
     */
    record AskPerson(String question, String reason) implements Decision {}

    /**
     * Nothing more is done for it until the configuration supports it again.
     *
     * @param state what it is in until then
     * @param question what a person should mend, or null if nothing
     * @param reason why
     */
    record Suspend(IncidentState state, @Nullable String question, String reason) implements Decision {}

    /**
     * It goes on, since the configuration supports it again.
     *
     * @param reason why
     */
    record Resume(String reason) implements Decision {}
}

package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task of a ticket, one step of a check list.
 *
 * @param id the id
 * @param ticketId the id of the ticket; null if unset
 * @param summary what it is about in a line; null if empty
 * @param notes what is to be done; null if empty
 * @param priority its place in the list, from 1; null if unset
 * @param closed whether it is done
 * @param resolution how it was done; null if empty
 * @param member the member who is to do it; null if unset
 * @param code the service code; null if unset
 * @param schedule the entry of the schedule that it stands for; null if unset
 * @param childTicketId the id of the ticket that was made of it; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Task(
        int id,
        @Nullable Integer ticketId,
        @Nullable String summary,
        @Nullable String notes,
        @Nullable Integer priority,
        boolean closed,
        @Nullable String resolution,
        @Nullable Reference member,
        @Nullable Reference code,
        @Nullable Reference schedule,
        @Nullable Integer childTicketId,
        @Nullable Instant lastUpdated) {
    /** An empty draft. */
    public static Draft<Task> draft() {
        return TaskField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Task> edit() {
        return TaskField.TYPE.edit();
    }

    static Task from(JsonRecord f) {
        return new Task(
                f.id(),
                f.integer("ticketId"),
                f.text("summary"),
                f.text("notes"),
                f.integer("priority"),
                f.flag("closedFlag"),
                f.text("resolution"),
                Reference.in(f, "member"),
                Reference.in(f, "code"),
                Reference.in(f, "schedule"),
                f.integer("childTicketId"),
                f.info().instant("lastUpdated"));
    }
}

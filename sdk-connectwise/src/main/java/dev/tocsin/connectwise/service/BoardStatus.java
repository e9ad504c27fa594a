package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A status of one board. A ticket is closed by giving it a status with {@code closed}.
 *
 * @param id the id
 * @param name the name, unique on its board
 * @param board its board; null if unset
 * @param sortOrder its place in lists; null if unset
 * @param closed whether a ticket with it counts as closed
 * @param defaultStatus whether new tickets get it when they name none
 * @param inactive whether it may no longer be chosen
 * @param displayOnBoard whether the board shows tickets with it
 * @param timeEntryNotAllowed whether no time may be booked on a ticket with it
 * @param escalationStatus the phase of the service level agreement: NotResponded, Responded, ResolutionPlan, Resolved
 *     or NoEscalation, an open list; null if empty
 * @param customerPortalDescription what the customer portal calls it; null if empty
 * @param customerPortal whether the customer portal offers it
 * @param emailTemplate the template of the e-mail about it; null if unset
 * @param customStatusIndicatorName the name of its own indicator; null if empty
 * @param saveTimeAsNote whether the text of a time entry becomes a note
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record BoardStatus(
        int id,
        String name,
        @Nullable Reference board,
        @Nullable Integer sortOrder,
        boolean closed,
        boolean defaultStatus,
        boolean inactive,
        boolean displayOnBoard,
        boolean timeEntryNotAllowed,
        @Nullable String escalationStatus,
        @Nullable String customerPortalDescription,
        boolean customerPortal,
        @Nullable Reference emailTemplate,
        @Nullable String customStatusIndicatorName,
        boolean saveTimeAsNote,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name is required. */
    public static Draft<BoardStatus> draft() {
        return BoardStatusField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<BoardStatus> edit() {
        return BoardStatusField.TYPE.edit();
    }

    static BoardStatus from(JsonRecord f) {
        return new BoardStatus(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "board"),
                f.integer("sortOrder"),
                f.flag("closedStatus"),
                f.flag("defaultFlag"),
                f.flag("inactive"),
                f.flag("displayOnBoard"),
                f.flag("timeEntryNotAllowed"),
                f.text("escalationStatus"),
                f.text("customerPortalDescription"),
                f.flag("customerPortalFlag"),
                Reference.in(f, "emailTemplate"),
                f.text("customStatusIndicatorName"),
                f.flag("saveTimeAsNote"),
                f.info().instant("lastUpdated"));
    }
}

package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A note on a ticket, from its list of notes or from its whole history.
 *
 * @param id the id, unique among notes of one origin only
 * @param ticketId the ticket; 0 if the answer omits it
 * @param origin in the history: TicketNote, TimeEntryNote or MeetingNote, an open list; null in the list of notes
 * @param text the text; empty if there is none
 * @param discussion whether it stands in the discussion
 * @param internal whether it stands in the internal analysis
 * @param resolution whether it stands in the resolution
 * @param issue whether it states what the ticket is about
 * @param customerUpdated whether it counts as an answer of the customer; false in the history, which does not say
 * @param markdown whether the text is Markdown; false in the list of notes, which does not say
 * @param bundled whether it comes from a ticket bundled under this one
 * @param merged whether it comes from a ticket merged into this one
 * @param sentimentScore how content its writer sounds by the server's reckoning; null if it did not reckon
 * @param member the member who wrote it; null if a contact or the system did
 * @param contact the contact who wrote it; null if a member did
 * @param createdBy who wrote it, a member's identifier or a name; null if omitted
 * @param createdAt when it was written (a time entry: when the work began); null if omitted
 */
public record TicketNote(
        int id,
        int ticketId,
        @Nullable String origin,
        String text,
        boolean discussion,
        boolean internal,
        boolean resolution,
        boolean issue,
        boolean customerUpdated,
        boolean markdown,
        boolean bundled,
        boolean merged,
        @Nullable Double sentimentScore,
        @Nullable Reference member,
        @Nullable Reference contact,
        @Nullable String createdBy,
        @Nullable Instant createdAt) {
    /** A draft of a note that the customer may see. */
    public static Draft<TicketNote> discussion(String text) {
        return note(text, TicketNoteField.DISCUSSION);
    }

    /** A draft of a note for members only. */
    public static Draft<TicketNote> internal(String text) {
        return note(text, TicketNoteField.INTERNAL);
    }

    /** A draft of a note that says how the ticket was resolved. */
    public static Draft<TicketNote> resolution(String text) {
        return note(text, TicketNoteField.RESOLUTION);
    }

    /** An empty edit. */
    public static Edit<TicketNote> edit() {
        return TicketNoteField.TYPE.edit();
    }

    private static Draft<TicketNote> note(String text, FlagField<TicketNote> place) {
        Draft<TicketNote> draft = TicketNoteField.TYPE.draft().set(TicketNoteField.TEXT, text);
        List.of(TicketNoteField.DISCUSSION, TicketNoteField.INTERNAL, TicketNoteField.RESOLUTION)
                .forEach(each -> draft.set(each, each == place));
        return draft;
    }

    static TicketNote from(JsonRecord f) {
        Integer ticketId = f.integer("ticketId");
        Reference ticket = Reference.in(f, "ticket");
        if (ticketId == null && ticket != null) {
            ticketId = ticket.id();
        }
        return new TicketNote(
                f.id(),
                ticketId == null ? 0 : ticketId,
                f.text("noteType"),
                f.textOrEmpty("text"),
                f.flag("detailDescriptionFlag"),
                f.flag("internalAnalysisFlag"),
                f.flag("resolutionFlag"),
                f.flag("issueFlag"),
                f.flag("customerUpdatedFlag"),
                f.flag("isMarkdownFlag"),
                f.flag("bundledFlag"),
                f.flag("mergedFlag"),
                f.number("sentimentScore"),
                Reference.in(f, "member"),
                Reference.in(f, "contact"),
                first(f.text("createdBy"), f.text("originalAuthor"), f.info().text("enteredBy")),
                first(f.instant("dateCreated"), f.instant("timeStart"), f.info().instant("dateEntered")));
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T two, @Nullable T three) {
        return one != null ? one : two != null ? two : three;
    }
}

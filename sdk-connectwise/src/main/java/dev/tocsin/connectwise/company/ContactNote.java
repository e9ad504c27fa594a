package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A note on a contact.
 *
 * @param id the id
 * @param text what it says
 * @param type the type; null if unset
 * @param flagged whether it stands out in lists
 * @param enteredBy the identifier of the member who wrote it; null if unset
 * @param contactId the id of the contact; null if the answer omits it
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record ContactNote(
        int id,
        String text,
        @Nullable Reference type,
        boolean flagged,
        @Nullable String enteredBy,
        @Nullable Integer contactId,
        @Nullable Instant lastUpdated) {
    /** An empty draft; text is required. */
    public static Draft<ContactNote> draft() {
        return ContactNoteField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<ContactNote> edit() {
        return ContactNoteField.TYPE.edit();
    }

    static ContactNote from(JsonRecord f) {
        return new ContactNote(
                f.id(),
                f.textOrEmpty("text"),
                Reference.in(f, "type"),
                f.flag("flagged"),
                f.text("enteredBy"),
                f.integer("contactId"),
                f.info().instant("lastUpdated"));
    }
}

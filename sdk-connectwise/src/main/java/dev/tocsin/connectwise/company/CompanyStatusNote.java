package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is noted on a company that has a status, such as why it is on hold.
 *
 * @param id the id
 * @param text what it says
 * @param status the status; null if the answer omits it
 * @param company the company; null if the answer omits it
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record CompanyStatusNote(
        int id,
        String text,
        @Nullable Reference status,
        @Nullable Reference company,
        @Nullable Instant lastUpdated) {
    /** An empty draft; text and status are required. */
    public static Draft<CompanyStatusNote> draft() {
        return CompanyStatusNoteField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<CompanyStatusNote> edit() {
        return CompanyStatusNoteField.TYPE.edit();
    }

    static CompanyStatusNote from(JsonRecord f) {
        return new CompanyStatusNote(
                f.id(),
                f.textOrEmpty("customNote"),
                Reference.in(f, "status"),
                Reference.in(f, "company"),
                f.info().instant("lastUpdated"));
    }
}

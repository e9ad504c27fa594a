package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A type of notes on companies and contacts.
 *
 * @param id the id
 * @param name the name
 * @param identifier the short name; null if unset
 * @param defaultType whether new notes get it when they name none
 * @param importType whether imported notes get it
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record NoteType(
        int id,
        String name,
        @Nullable String identifier,
        boolean defaultType,
        boolean importType,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name is required. */
    public static Draft<NoteType> draft() {
        return NoteTypeField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<NoteType> edit() {
        return NoteTypeField.TYPE.edit();
    }

    static NoteType from(JsonRecord f) {
        return new NoteType(
                f.id(),
                f.textOrEmpty("name"),
                f.text("identifier"),
                f.flag("defaultFlag"),
                f.flag("importFlag"),
                f.info().instant("lastUpdated"));
    }
}

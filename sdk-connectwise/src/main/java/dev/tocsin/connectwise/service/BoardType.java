package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket type of one board.
 *
 * @param id the id
 * @param name the name
 * @param board its board; null if unset
 * @param category Reactive or Proactive, an open list; null if empty
 * @param defaultType whether new tickets get it when they name none
 * @param inactive whether it may no longer be chosen
 * @param requestForChange whether its tickets are requests for a change
 * @param integrationXref the reference of an integration; null if empty
 * @param location the location; null if unset
 * @param department the department; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record BoardType(
        int id,
        String name,
        @Nullable Reference board,
        @Nullable String category,
        boolean defaultType,
        boolean inactive,
        boolean requestForChange,
        @Nullable String integrationXref,
        @Nullable Reference location,
        @Nullable Reference department,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name is required. */
    public static Draft<BoardType> draft() {
        return BoardTypeField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<BoardType> edit() {
        return BoardTypeField.TYPE.edit();
    }

    static BoardType from(JsonRecord f) {
        return new BoardType(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "board"),
                f.text("category"),
                f.flag("defaultFlag"),
                f.flag("inactiveFlag"),
                f.flag("requestForChangeFlag"),
                f.text("integrationXref"),
                Reference.in(f, "location"),
                Reference.in(f, "department"),
                f.info().instant("lastUpdated"));
    }
}

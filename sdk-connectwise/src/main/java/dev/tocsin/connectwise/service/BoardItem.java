package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket item of one board, the level below the subtype.
 *
 * @param id the id
 * @param name the name
 * @param board its board; null if unset
 * @param inactive whether it may no longer be chosen
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record BoardItem(
        int id,
        String name,
        @Nullable Reference board,
        boolean inactive,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name is required. */
    public static Draft<BoardItem> draft() {
        return BoardItemField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<BoardItem> edit() {
        return BoardItemField.TYPE.edit();
    }

    static BoardItem from(JsonRecord f) {
        return new BoardItem(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "board"),
                f.flag("inactiveFlag"),
                f.info().instant("lastUpdated"));
    }
}

package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket subtype of one board, legal only under the types it is associated with.
 *
 * @param id the id
 * @param name the name
 * @param board its board; null if unset
 * @param typeIds the ids of the types it is legal under; empty if there is none
 * @param inactive whether it may no longer be chosen
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record BoardSubType(
        int id,
        String name,
        @Nullable Reference board,
        List<Integer> typeIds,
        boolean inactive,
        @Nullable Instant lastUpdated) {
    /** Copies the list. */
    public BoardSubType {
        typeIds = List.copyOf(typeIds);
    }

    /** An empty draft; name is required. */
    public static Draft<BoardSubType> draft() {
        return BoardSubTypeField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<BoardSubType> edit() {
        return BoardSubTypeField.TYPE.edit();
    }

    static BoardSubType from(JsonRecord f) {
        return new BoardSubType(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "board"),
                f.integers("typeAssociationIds"),
                f.flag("inactiveFlag"),
                f.info().instant("lastUpdated"));
    }
}

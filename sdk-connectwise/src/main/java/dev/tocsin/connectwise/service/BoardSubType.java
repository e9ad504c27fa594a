package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket subtype of one board, legal only under the types it is associated with.
 *
 * @param id the id
 * @param name the name
 * @param board its board; null if the answer omits it
 * @param typeIds the ids of the types it is legal under; empty if the answer omits them
 * @param inactive whether it may no longer be chosen
 */
public record BoardSubType(int id, String name, @Nullable Reference board, List<Integer> typeIds, boolean inactive) {
    static BoardSubType from(JsonRecord f) {
        return new BoardSubType(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "board"),
                f.integers("typeAssociationIds"),
                f.flag("inactiveFlag"));
    }
}

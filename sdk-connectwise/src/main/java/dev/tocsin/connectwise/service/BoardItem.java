package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A ticket item of one board, the level below the subtype.
 *
 * @param id the id
 * @param name the name
 * @param board its board; null if the answer omits it
 * @param inactive whether it may no longer be chosen
 */
public record BoardItem(int id, String name, @Nullable Reference board, boolean inactive) {
    static BoardItem from(JsonRecord f) {
        return new BoardItem(f.id(), f.textOrEmpty("name"), Reference.in(f, "board"), f.flag("inactiveFlag"));
    }
}

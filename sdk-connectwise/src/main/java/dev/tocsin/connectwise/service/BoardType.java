package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A ticket type of one board.
 *
 * @param id the id
 * @param name the name
 * @param board its board; null if the answer omits it
 * @param category Reactive or Proactive, an open list; null if unset
 * @param defaultType whether new tickets get it when they name none
 * @param inactive whether it may no longer be chosen
 */
public record BoardType(
        int id,
        String name,
        @Nullable Reference board,
        @Nullable String category,
        boolean defaultType,
        boolean inactive) {
    static BoardType from(JsonRecord f) {
        return new BoardType(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "board"),
                f.text("category"),
                f.flag("defaultFlag"),
                f.flag("inactiveFlag"));
    }
}

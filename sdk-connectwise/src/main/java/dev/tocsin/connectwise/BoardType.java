package dev.tocsin.connectwise;

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
    static BoardType from(Fields f) {
        return new BoardType(
                f.id(),
                f.textOrEmpty("name"),
                f.reference("board"),
                f.text("category"),
                f.flag("defaultFlag"),
                f.flag("inactiveFlag"));
    }
}

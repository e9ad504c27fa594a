package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A service board. Statuses, types and teams belong to one board.
 *
 * @param id the id
 * @param name the name
 * @param inactive whether it takes no new tickets
 * @param project whether it is a project board, which takes no service tickets
 * @param location the location; null if the role may not see it
 * @param department the department; null if the role may not see it
 */
public record Board(
        int id,
        String name,
        boolean inactive,
        boolean project,
        @Nullable Reference location,
        @Nullable Reference department) {
    static Board from(JsonRecord f) {
        return new Board(
                f.id(),
                f.textOrEmpty("name"),
                f.flag("inactiveFlag"),
                f.flag("projectFlag"),
                Reference.in(f, "location"),
                Reference.in(f, "department"));
    }
}

package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A status of one board. A ticket is closed by giving it a status with {@code closed}.
 *
 * @param id the id
 * @param name the name, unique on its board
 * @param board its board; null if the answer omits it
 * @param sortOrder its place in lists; null if unset
 * @param closed whether a ticket with it counts as closed
 * @param defaultStatus whether new tickets get it when they name none
 * @param inactive whether it may no longer be chosen
 * @param escalationStatus the vendor's SLA phase, an open list; null if unset
 */
public record BoardStatus(
        int id,
        String name,
        @Nullable Reference board,
        @Nullable Integer sortOrder,
        boolean closed,
        boolean defaultStatus,
        boolean inactive,
        @Nullable String escalationStatus) {
    static BoardStatus from(JsonRecord f) {
        return new BoardStatus(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "board"),
                f.integer("sortOrder"),
                f.flag("closedStatus"),
                f.flag("defaultFlag"),
                f.flag("inactive"),
                f.text("escalationStatus"));
    }
}

package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A board as those see it who may only inquire tickets: no right to setup tables is needed.
 *
 * @param id the id
 * @param name the name
 * @param location the location; null if unset
 * @param department the department; null if unset
 * @param project whether it is a project board, which takes no service tickets
 * @param inactive whether it takes no new tickets
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record BoardInfo(
        int id,
        String name,
        @Nullable Reference location,
        @Nullable Reference department,
        boolean project,
        boolean inactive,
        @Nullable Instant lastUpdated) {
    static BoardInfo from(JsonRecord f) {
        return new BoardInfo(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "location"),
                Reference.in(f, "department"),
                f.flag("projectFlag"),
                f.flag("inactiveFlag"),
                f.info().instant("lastUpdated"));
    }
}

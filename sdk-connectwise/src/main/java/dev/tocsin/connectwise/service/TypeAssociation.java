package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One combination of type, subtype and item that a board allows.
 *
 * @param id the id
 * @param type the type; null if unset
 * @param subType the subtype; null if unset
 * @param item the item; null if unset
 * @param board the board; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record TypeAssociation(
        int id,
        @Nullable Reference type,
        @Nullable Reference subType,
        @Nullable Reference item,
        @Nullable Reference board,
        @Nullable Instant lastUpdated) {
    static TypeAssociation from(JsonRecord f) {
        return new TypeAssociation(
                f.id(),
                Reference.in(f, "type"),
                Reference.in(f, "subType"),
                Reference.in(f, "item"),
                Reference.in(f, "board"),
                f.info().instant("lastUpdated"));
    }
}

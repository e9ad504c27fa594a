package dev.tocsin.connectwise;

import org.jspecify.annotations.Nullable;

/**
 * One combination of type, subtype and item that a board allows.
 *
 * @param id the id
 * @param type the type; null if the answer omits it
 * @param subType the subtype; null if the type stands alone
 * @param item the item; null if there is none
 * @param board the board; null if the answer omits it
 */
public record TypeAssociation(
        int id,
        @Nullable Reference type,
        @Nullable Reference subType,
        @Nullable Reference item,
        @Nullable Reference board) {
    static TypeAssociation from(Fields f) {
        return new TypeAssociation(
                f.id(), f.reference("type"), f.reference("subType"), f.reference("item"), f.reference("board"));
    }
}

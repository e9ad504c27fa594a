package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subtypes under which an item of a board is legal, within one type. They can be changed, but not created.
 *
 * @param id the id
 * @param subTypeIds the ids of the subtypes that the item is legal under; empty if there is none
 * @param item the item; null if unset
 * @param board its board; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record ItemAssociation(
        int id,
        List<Integer> subTypeIds,
        @Nullable Reference item,
        @Nullable Reference board,
        @Nullable Instant lastUpdated) {
    /** Copies the list. */
    public ItemAssociation {
        subTypeIds = List.copyOf(subTypeIds);
    }

    /** An empty edit. */
    public static Edit<ItemAssociation> edit() {
        return ItemAssociationField.TYPE.edit();
    }

    static ItemAssociation from(JsonRecord f) {
        return new ItemAssociation(
                f.id(),
                f.integers("subTypeAssociationIds"),
                Reference.in(f, "item"),
                Reference.in(f, "board"),
                f.info().instant("lastUpdated"));
    }
}

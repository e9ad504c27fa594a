package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A type that one contact has.
 *
 * @param id the id
 * @param type the type; null if unset
 * @param contact the contact; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record ContactTypeAssociation(
        int id,
        @Nullable Reference type,
        @Nullable Reference contact,
        @Nullable Instant lastUpdated) {
    /** An empty draft; contact type and contact are required. */
    public static Draft<ContactTypeAssociation> draft() {
        return ContactTypeAssociationField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<ContactTypeAssociation> edit() {
        return ContactTypeAssociationField.TYPE.edit();
    }

    static ContactTypeAssociation from(JsonRecord f) {
        return new ContactTypeAssociation(
                f.id(),
                Reference.in(f, "type"),
                Reference.in(f, "contact"),
                f.info().instant("lastUpdated"));
    }
}

package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A type that one company has.
 *
 * @param id the id
 * @param type the type; null if unset
 * @param company the company; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record CompanyTypeAssociation(
        int id,
        @Nullable Reference type,
        @Nullable Reference company,
        @Nullable Instant lastUpdated) {
    /** An empty draft; company type and company are required. */
    public static Draft<CompanyTypeAssociation> draft() {
        return CompanyTypeAssociationField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<CompanyTypeAssociation> edit() {
        return CompanyTypeAssociationField.TYPE.edit();
    }

    static CompanyTypeAssociation from(JsonRecord f) {
        return new CompanyTypeAssociation(
                f.id(),
                Reference.in(f, "type"),
                Reference.in(f, "company"),
                f.info().instant("lastUpdated"));
    }
}

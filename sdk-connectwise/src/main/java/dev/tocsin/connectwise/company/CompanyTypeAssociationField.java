package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;

/**
 * The fields of type associations of companies, for conditions, drafts and edits. Lengths are the vendor's, of version
 * 2026.4.
 */
public final class CompanyTypeAssociationField {
    /** The kind of records. */
    public static final RecordType<CompanyTypeAssociation> TYPE =
            RecordType.of("type association", CompanyTypeAssociation::from);
    /** The id. */
    public static final NumberField<CompanyTypeAssociation> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The type; required. */
    public static final ReferenceField<CompanyTypeAssociation> COMPANY_TYPE =
            TYPE.reference("type", FieldRule.REQUIRED);
    /** The company; required. */
    public static final ReferenceField<CompanyTypeAssociation> COMPANY = TYPE.reference("company", FieldRule.REQUIRED);
    /** When it last changed; for conditions only. */
    public static final MomentField<CompanyTypeAssociation> LAST_UPDATED =
            TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanyTypeAssociationField() {}
}

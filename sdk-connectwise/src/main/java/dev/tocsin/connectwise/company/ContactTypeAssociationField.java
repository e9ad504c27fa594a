package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;

/**
 * The fields of type associations of a contact, for conditions, drafts and edits. Lengths are the vendor's, of version
 * 2026.4.
 */
public final class ContactTypeAssociationField {
    /** The kind of records. */
    public static final RecordType<ContactTypeAssociation> TYPE =
            RecordType.of("type association", ContactTypeAssociation::from);
    /** The id. */
    public static final NumberField<ContactTypeAssociation> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The type; required. */
    public static final ReferenceField<ContactTypeAssociation> CONTACT_TYPE =
            TYPE.reference("type", FieldRule.REQUIRED);
    /** The contact; required. */
    public static final ReferenceField<ContactTypeAssociation> CONTACT = TYPE.reference("contact", FieldRule.REQUIRED);
    /** When it last changed; for conditions only. */
    public static final MomentField<ContactTypeAssociation> LAST_UPDATED =
            TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ContactTypeAssociationField() {}
}

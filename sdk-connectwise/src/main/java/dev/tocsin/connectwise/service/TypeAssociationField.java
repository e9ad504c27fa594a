package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;

/** The fields of combinations of type, subtype and item, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class TypeAssociationField {
    /** The kind of records. */
    public static final RecordType<TypeAssociation> TYPE = RecordType.of("type association", TypeAssociation::from);
    /** The id. */
    public static final NumberField<TypeAssociation> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<TypeAssociation> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private TypeAssociationField() {}
}

package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;

/** The fields of combinations of type, subtype and item, for conditions. */
public final class TypeAssociationField {
    /** The kind of records. */
    public static final RecordType<TypeAssociation> TYPE = RecordType.of("type association", TypeAssociation::from);
    /** The id. Set by the server. */
    public static final NumberField<TypeAssociation> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The type. Set by the server. */
    public static final ReferenceField<TypeAssociation> TICKET_TYPE = TYPE.reference("type", FieldRule.READ_ONLY);
    /** The subtype. Set by the server. */
    public static final ReferenceField<TypeAssociation> SUB_TYPE = TYPE.reference("subType", FieldRule.READ_ONLY);
    /** The item. Set by the server. */
    public static final ReferenceField<TypeAssociation> ITEM = TYPE.reference("item", FieldRule.READ_ONLY);
    /** The board. Set by the server. */
    public static final ReferenceField<TypeAssociation> BOARD = TYPE.reference("board", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<TypeAssociation> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private TypeAssociationField() {}
}

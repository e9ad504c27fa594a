package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;

/** The fields of associations of an item of a board, for conditions and edits. */
public final class ItemAssociationField {
    /** The kind of records. */
    public static final RecordType<ItemAssociation> TYPE = RecordType.of("item association", ItemAssociation::from);
    /** The id. Set by the server. */
    public static final NumberField<ItemAssociation> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The ids of the subtypes that the item is legal under. */
    public static final ListField<ItemAssociation, Integer> SUB_TYPE_IDS = TYPE.integers("subTypeAssociationIds");
    /** The item. Set by the server. */
    public static final ReferenceField<ItemAssociation> ITEM = TYPE.reference("item", FieldRule.READ_ONLY);
    /** Its board. Set by the server. */
    public static final ReferenceField<ItemAssociation> BOARD = TYPE.reference("board", FieldRule.READ_ONLY);
    /** Whether this write makes the item legal under all subtypes. */
    public static final FlagField<ItemAssociation> ADD_ALL_SUB_TYPES =
            TYPE.flag("addAllSubTypesFlag", FieldRule.UNCOMPARED);
    /** Whether this write takes the item from all subtypes. */
    public static final FlagField<ItemAssociation> REMOVE_ALL_SUB_TYPES =
            TYPE.flag("removeAllSubTypesFlag", FieldRule.UNCOMPARED);
    /** When it last changed; for conditions only. */
    public static final MomentField<ItemAssociation> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ItemAssociationField() {}
}

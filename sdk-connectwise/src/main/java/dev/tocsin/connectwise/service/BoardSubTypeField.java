package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of subtypes of a board, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class BoardSubTypeField {
    /** The kind of records. */
    public static final RecordType<BoardSubType> TYPE = RecordType.of("board subtype", BoardSubType::from);
    /** The id. Set by the server. */
    public static final NumberField<BoardSubType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<BoardSubType> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** Its board. Set by the server. */
    public static final ReferenceField<BoardSubType> BOARD = TYPE.reference("board", FieldRule.READ_ONLY);
    /** The ids of the types it is legal under. */
    public static final ListField<BoardSubType, Integer> TYPE_IDS = TYPE.integers("typeAssociationIds");
    /** Whether it may no longer be chosen. */
    public static final FlagField<BoardSubType> INACTIVE = TYPE.flag("inactiveFlag");
    /** Whether this write makes it legal under all types. */
    public static final FlagField<BoardSubType> ADD_ALL_TYPES = TYPE.flag("addAllTypesFlag", FieldRule.UNCOMPARED);
    /** Whether this write takes it from all types. */
    public static final FlagField<BoardSubType> REMOVE_ALL_TYPES =
            TYPE.flag("removeAllTypesFlag", FieldRule.UNCOMPARED);
    /** When it last changed; for conditions only. */
    public static final MomentField<BoardSubType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private BoardSubTypeField() {}
}

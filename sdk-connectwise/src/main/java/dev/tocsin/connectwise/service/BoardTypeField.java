package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of types of a board, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class BoardTypeField {
    /** The kind of records. */
    public static final RecordType<BoardType> TYPE = RecordType.of("board type", BoardType::from);
    /** The id. Set by the server. */
    public static final NumberField<BoardType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<BoardType> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** Its board. Set by the server. */
    public static final ReferenceField<BoardType> BOARD = TYPE.reference("board", FieldRule.READ_ONLY);
    /** Reactive or Proactive, an open list. */
    public static final TextField<BoardType> CATEGORY = TYPE.text("category");
    /** Whether new tickets get it when they name none. */
    public static final FlagField<BoardType> DEFAULT = TYPE.flag("defaultFlag");
    /** Whether it may no longer be chosen. */
    public static final FlagField<BoardType> INACTIVE = TYPE.flag("inactiveFlag");
    /** Whether its tickets are requests for a change. */
    public static final FlagField<BoardType> REQUEST_FOR_CHANGE = TYPE.flag("requestForChangeFlag");
    /** The reference of an integration, at most 50 characters. */
    public static final TextField<BoardType> INTEGRATION_X_REF = TYPE.text("integrationXref", 50);
    /** The location. */
    public static final ReferenceField<BoardType> LOCATION = TYPE.reference("location");
    /** The department. */
    public static final ReferenceField<BoardType> DEPARTMENT = TYPE.reference("department");
    /** When it last changed; for conditions only. */
    public static final MomentField<BoardType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private BoardTypeField() {}
}

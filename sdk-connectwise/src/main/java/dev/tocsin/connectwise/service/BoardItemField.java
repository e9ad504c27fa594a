package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of items of a board, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class BoardItemField {
    /** The kind of records. */
    public static final RecordType<BoardItem> TYPE = RecordType.of("board item", BoardItem::from);
    /** The id. Set by the server. */
    public static final NumberField<BoardItem> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<BoardItem> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** Its board. Set by the server. */
    public static final ReferenceField<BoardItem> BOARD = TYPE.reference("board", FieldRule.READ_ONLY);
    /** Whether it may no longer be chosen. */
    public static final FlagField<BoardItem> INACTIVE = TYPE.flag("inactiveFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<BoardItem> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private BoardItemField() {}
}

package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of subtypes of a board, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class BoardSubTypeField {
    /** The kind of records. */
    public static final RecordType<BoardSubType> TYPE = RecordType.of("board subtype", BoardSubType::from);
    /** The id. */
    public static final NumberField<BoardSubType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<BoardSubType> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** When it last changed; for conditions only. */
    public static final MomentField<BoardSubType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private BoardSubTypeField() {}
}

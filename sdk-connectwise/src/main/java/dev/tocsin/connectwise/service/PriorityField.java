package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of priorities, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class PriorityField {
    /** The kind of records. */
    public static final RecordType<Priority> TYPE = RecordType.of("priority", Priority::from);
    /** The id. */
    public static final NumberField<Priority> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<Priority> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** When it last changed; for conditions only. */
    public static final MomentField<Priority> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private PriorityField() {}
}

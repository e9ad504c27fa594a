package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of priorities, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class PriorityField {
    /** The kind of records. */
    public static final RecordType<Priority> TYPE = RecordType.of("priority", Priority::from);
    /** The id. Set by the server. */
    public static final NumberField<Priority> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<Priority> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /**
     * The colour: Black, Blue, Cyan, Gray, Green, Lime, Orange, Pink, Purple, Red, White, Yellow or Custom, an open
     * list; required.
     */
    public static final TextField<Priority> COLOR = TYPE.text("color", FieldRule.REQUIRED);
    /** Critical, High, Medium or Low, an open list. */
    public static final TextField<Priority> LEVEL = TYPE.text("level");
    /** Its place, the most urgent first. */
    public static final NumberField<Priority> SORT_ORDER = TYPE.integer("sortOrder");
    /** Whether new tickets get it when they name none. */
    public static final FlagField<Priority> DEFAULT = TYPE.flag("defaultFlag");
    /** The address of its image. Set by the server. */
    public static final TextField<Priority> IMAGE_LINK = TYPE.text("imageLink", FieldRule.READ_ONLY);
    /** Its place by urgency. Set by the server. */
    public static final TextField<Priority> URGENCY_SORT_ORDER = TYPE.text("urgencySortOrder", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<Priority> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private PriorityField() {}
}

package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of the options of a custom field, for conditions, drafts and edits. Lengths are the vendor's, of version
 * 2026.4.
 */
public final class UserDefinedFieldOptionField {
    /** The kind of records. */
    public static final RecordType<UserDefinedFieldOption> TYPE = RecordType.of("option", UserDefinedFieldOption::from);
    /** The id; in an edit of the definition it says which option this is. */
    public static final NumberField<UserDefinedFieldOption> ID = TYPE.integer("id");
    /** What people choose; required. */
    public static final TextField<UserDefinedFieldOption> VALUE = TYPE.text("optionValue", FieldRule.REQUIRED);
    /** Whether new records get it. */
    public static final FlagField<UserDefinedFieldOption> DEFAULT_OPTION = TYPE.flag("defaultFlag");
    /** Whether it may no longer be chosen. */
    public static final FlagField<UserDefinedFieldOption> INACTIVE = TYPE.flag("inactiveFlag");
    /** Its place in the list. */
    public static final NumberField<UserDefinedFieldOption> SORT_ORDER = TYPE.integer("sortOrder");

    private UserDefinedFieldOptionField() {}
}

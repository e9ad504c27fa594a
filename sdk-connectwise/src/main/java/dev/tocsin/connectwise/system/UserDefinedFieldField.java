package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of definitions of custom fields, for conditions, drafts and edits. Lengths are the vendor's, of version
 * 2026.4.
 */
public final class UserDefinedFieldField {
    /** The kind of records. */
    public static final RecordType<UserDefinedField> TYPE = RecordType.of("custom field", UserDefinedField::from);
    /** The id. */
    public static final NumberField<UserDefinedField> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The label; required, at most 25 characters. */
    public static final TextField<UserDefinedField> CAPTION = TYPE.text("caption", 25, FieldRule.REQUIRED);
    /** The id of the pod, the part of a screen that it is placed on; required. */
    public static final NumberField<UserDefinedField> POD_ID = TYPE.integer("podId", FieldRule.REQUIRED);
    /** The screen, such as {@code ServiceTicket}, at most 25 characters. */
    public static final TextField<UserDefinedField> SCREEN_ID = TYPE.text("screenId", 25);
    /** Its place among the fields of the pod; required, 1 to 500. */
    public static final NumberField<UserDefinedField> SEQUENCE_NUMBER =
            TYPE.integer("sequenceNumber", 1, 500, FieldRule.REQUIRED);
    /**
     * TextArea, Button, Currency, Date, Hyperlink, IPAddress, Checkbox, Number, Percent, PhoneNumber, Text or Password;
     * required.
     */
    public static final TextField<UserDefinedField> FIELD_TYPE = TYPE.text("fieldTypeIdentifier", FieldRule.REQUIRED);
    /** Date, EntryField, List or Option. List and Option both hold one of the options. */
    public static final TextField<UserDefinedField> ENTRY_TYPE = TYPE.text("entryTypeIdentifier");
    /** The decimals of a number or per cent. */
    public static final NumberField<UserDefinedField> DECIMALS = TYPE.integer("numberDecimals");
    /** What it is for, at most 1000 characters. */
    public static final TextField<UserDefinedField> HELP_TEXT = TYPE.text("helpText", 1000, FieldRule.MULTILINE);
    /** Whether a record must have a value. */
    public static final FlagField<UserDefinedField> REQUIRED = TYPE.flag("requiredFlag");
    /** Whether the screen shows it. */
    public static final FlagField<UserDefinedField> DISPLAY_ON_SCREEN = TYPE.flag("displayOnScreenFlag");
    /** Whether people may not change the value. */
    public static final FlagField<UserDefinedField> READ_ONLY = TYPE.flag("readOnlyFlag");
    /** Whether lists may show it. */
    public static final FlagField<UserDefinedField> LIST_VIEW = TYPE.flag("listViewFlag");
    /** Where a button leads; only for a Button, at most 1000 characters. */
    public static final TextField<UserDefinedField> BUTTON_URL = TYPE.text("buttonUrl", 1000);
    /**
     * What can be chosen, where the entry type is List or Option. Written as a whole: an option that an edit leaves out
     * is taken away.
     */
    public static final ListField<UserDefinedField, Draft<UserDefinedFieldOption>> OPTIONS = TYPE.drafts("options");
    /** The ids of the locations that have it. */
    public static final ListField<UserDefinedField, Integer> LOCATION_IDS = TYPE.integers("locationIds");
    /** The ids of the departments that have it. */
    public static final ListField<UserDefinedField, Integer> DEPARTMENT_IDS = TYPE.integers("businessUnitIds");
    /** Whether to give it to all locations. */
    public static final FlagField<UserDefinedField> ADD_ALL_LOCATIONS =
            TYPE.flag("addAllLocations", FieldRule.UNCOMPARED);
    /** Whether to take it from all locations. */
    public static final FlagField<UserDefinedField> REMOVE_ALL_LOCATIONS =
            TYPE.flag("removeAllLocations", FieldRule.UNCOMPARED);
    /** Whether to give it to all departments. */
    public static final FlagField<UserDefinedField> ADD_ALL_DEPARTMENTS =
            TYPE.flag("addAllBusinessUnits", FieldRule.UNCOMPARED);
    /** Whether to take it from all departments. */
    public static final FlagField<UserDefinedField> REMOVE_ALL_DEPARTMENTS =
            TYPE.flag("removeAllBusinessUnits", FieldRule.UNCOMPARED);
    /** When it was defined. */
    public static final MomentField<UserDefinedField> DATE_CREATED = TYPE.moment("dateCreated", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<UserDefinedField> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private UserDefinedFieldField() {}
}

package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of questions of a type of configurations, for conditions, drafts and edits. Lengths are the vendor's, of
 * version 2025.1.
 */
public final class ConfigurationTypeQuestionField {
    /** The kind of records. */
    public static final RecordType<ConfigurationTypeQuestion> TYPE =
            RecordType.of("configuration type question", ConfigurationTypeQuestion::from);
    /** The id. Set by the server. */
    public static final NumberField<ConfigurationTypeQuestion> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The type. Set by the server. */
    public static final ReferenceField<ConfigurationTypeQuestion> CONFIGURATION_TYPE =
            TYPE.reference("configurationType", FieldRule.READ_ONLY);
    /**
     * What an answer is: TextArea, Currency, Date, Hyperlink, IPAddress, Checkbox, Number, Percent, Text or Password,
     * an open list; required.
     */
    public static final TextField<ConfigurationTypeQuestion> FIELD_TYPE = TYPE.text("fieldType", FieldRule.REQUIRED);
    /**
     * How it is answered: EntryField (typed in), Date, or List or Option (one of its values), an open list; required.
     */
    public static final TextField<ConfigurationTypeQuestion> ENTRY_TYPE = TYPE.text("entryType", FieldRule.REQUIRED);
    /** Its place among the questions; required. */
    public static final NumberField<ConfigurationTypeQuestion> SEQUENCE_NUMBER =
            TYPE.decimal("sequenceNumber", FieldRule.REQUIRED);
    /** What it asks; required, at most 1,000 characters. */
    public static final TextField<ConfigurationTypeQuestion> QUESTION = TYPE.text("question", 1000, FieldRule.REQUIRED);
    /** How many decimals a number may have. */
    public static final NumberField<ConfigurationTypeQuestion> NUMBER_OF_DECIMALS = TYPE.integer("numberOfDecimals");
    /** Whether it must be answered. */
    public static final FlagField<ConfigurationTypeQuestion> REQUIRED = TYPE.flag("requiredFlag");
    /** Whether it is no longer asked. */
    public static final FlagField<ConfigurationTypeQuestion> INACTIVE = TYPE.flag("inactiveFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<ConfigurationTypeQuestion> LAST_UPDATED =
            TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ConfigurationTypeQuestionField() {}
}

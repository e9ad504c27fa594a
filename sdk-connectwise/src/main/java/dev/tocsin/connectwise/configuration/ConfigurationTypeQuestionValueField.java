package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of values of a question of a type of configurations, for conditions, drafts and edits. Lengths are the
 * vendor's, of version 2025.1.
 */
public final class ConfigurationTypeQuestionValueField {
    /** The kind of records. */
    public static final RecordType<ConfigurationTypeQuestionValue> TYPE =
            RecordType.of("configuration type question value", ConfigurationTypeQuestionValue::from);
    /** The id. Set by the server. */
    public static final NumberField<ConfigurationTypeQuestionValue> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The type. Set by the server. */
    public static final ReferenceField<ConfigurationTypeQuestionValue> CONFIGURATION_TYPE =
            TYPE.reference("configurationType", FieldRule.READ_ONLY);
    /** The question. Set by the server. */
    public static final ReferenceField<ConfigurationTypeQuestionValue> QUESTION =
            TYPE.reference("question", FieldRule.READ_ONLY);
    /** The value; required, at most 1,000 characters. */
    public static final TextField<ConfigurationTypeQuestionValue> VALUE = TYPE.text("value", 1000, FieldRule.REQUIRED);
    /** Whether it is the answer by default. */
    public static final FlagField<ConfigurationTypeQuestionValue> DEFAULT = TYPE.flag("defaultFlag");
    /** Whether it may no longer be chosen. */
    public static final FlagField<ConfigurationTypeQuestionValue> INACTIVE = TYPE.flag("inactiveFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<ConfigurationTypeQuestionValue> LAST_UPDATED =
            TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ConfigurationTypeQuestionValueField() {}
}

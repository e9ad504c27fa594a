package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of types of configurations, for conditions, drafts and edits. Lengths are the vendor's, of version 2025.1.
 */
public final class ConfigurationTypeField {
    /** The kind of records. */
    public static final RecordType<ConfigurationType> TYPE =
            RecordType.of("configuration type", ConfigurationType::from);
    /** The id. Set by the server. */
    public static final NumberField<ConfigurationType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<ConfigurationType> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** Whether it may no longer be chosen. */
    public static final FlagField<ConfigurationType> INACTIVE = TYPE.flag("inactiveFlag");
    /** Whether the server needs it for itself. */
    public static final FlagField<ConfigurationType> SYSTEM = TYPE.flag("systemFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<ConfigurationType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ConfigurationTypeField() {}
}

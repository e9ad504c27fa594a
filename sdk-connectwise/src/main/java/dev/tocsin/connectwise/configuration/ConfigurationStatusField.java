package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of statuses of configurations, for conditions, drafts and edits. Lengths are the vendor's, of version
 * 2025.1.
 */
public final class ConfigurationStatusField {
    /** The kind of records. */
    public static final RecordType<ConfigurationStatus> TYPE =
            RecordType.of("configuration status", ConfigurationStatus::from);
    /** The id. Set by the server. */
    public static final NumberField<ConfigurationStatus> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name, which references to it call {@code name}; required, at most 50 characters. */
    public static final TextField<ConfigurationStatus> DESCRIPTION = TYPE.text("description", 50, FieldRule.REQUIRED);
    /** Whether a configuration with it is out of use. */
    public static final FlagField<ConfigurationStatus> CLOSED = TYPE.flag("closedFlag");
    /** Whether new configurations get it when they name none. */
    public static final FlagField<ConfigurationStatus> DEFAULT = TYPE.flag("defaultFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<ConfigurationStatus> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ConfigurationStatusField() {}
}

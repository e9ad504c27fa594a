package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of configurations attached to another record, for conditions. */
public final class ConfigurationReferenceField {
    /** The kind of records. */
    public static final RecordType<ConfigurationReference> TYPE =
            RecordType.of("attached configuration", ConfigurationReference::from);
    /** The id. Set by the server. */
    public static final NumberField<ConfigurationReference> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The identifier that a management tool knows it by. Set by the server. */
    public static final TextField<ConfigurationReference> DEVICE_IDENTIFIER =
            TYPE.text("deviceIdentifier", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<ConfigurationReference> LAST_UPDATED =
            TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ConfigurationReferenceField() {}
}

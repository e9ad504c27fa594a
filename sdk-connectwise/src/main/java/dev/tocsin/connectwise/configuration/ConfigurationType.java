package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A type of configurations. It sets the questions that are answered on each.
 *
 * @param id the id
 * @param name the name
 * @param inactive whether it may no longer be chosen
 * @param system whether the server needs it for itself
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record ConfigurationType(
        int id,
        String name,
        boolean inactive,
        boolean system,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name is required. */
    public static Draft<ConfigurationType> draft() {
        return ConfigurationTypeField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<ConfigurationType> edit() {
        return ConfigurationTypeField.TYPE.edit();
    }

    static ConfigurationType from(JsonRecord f) {
        return new ConfigurationType(
                f.id(),
                f.textOrEmpty("name"),
                f.flag("inactiveFlag"),
                f.flag("systemFlag"),
                f.info().instant("lastUpdated"));
    }
}

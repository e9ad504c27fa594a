package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A status of configurations.
 *
 * @param id the id
 * @param description the name, which references to it call {@code name}
 * @param closed whether a configuration with it is out of use
 * @param defaultStatus whether new configurations get it when they name none
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record ConfigurationStatus(
        int id,
        String description,
        boolean closed,
        boolean defaultStatus,
        @Nullable Instant lastUpdated) {
    /** An empty draft; description is required. */
    public static Draft<ConfigurationStatus> draft() {
        return ConfigurationStatusField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<ConfigurationStatus> edit() {
        return ConfigurationStatusField.TYPE.edit();
    }

    static ConfigurationStatus from(JsonRecord f) {
        return new ConfigurationStatus(
                f.id(),
                f.textOrEmpty("description"),
                f.flag("closedFlag"),
                f.flag("defaultFlag"),
                f.info().instant("lastUpdated"));
    }
}

package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A configuration attached to a ticket or to an agreement. Its id is the id of the configuration.
 *
 * @param id the id
 * @param deviceIdentifier the identifier that a management tool knows it by; null if empty
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record ConfigurationReference(
        int id, @Nullable String deviceIdentifier, @Nullable Instant lastUpdated) {
    static ConfigurationReference from(JsonRecord f) {
        return new ConfigurationReference(
                f.id(), f.text("deviceIdentifier"), f.info().instant("lastUpdated"));
    }
}

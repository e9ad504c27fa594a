package dev.tocsin.core.base;

import java.util.Objects;

/**
 * One managed service provider that uses the host application. Every row in the store belongs to one, and no read
 * crosses it.
 *
 * @param value the host's own id of the provider, 1 to 64 characters
 */
public record MspId(String value) {
    /** For a host that serves a single MSP. */
    public static final MspId SINGLE = new MspId("single");

    /** Refuses a blank or overlong id. */
    public MspId {
        if (Objects.requireNonNull(value, "value").isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("an MSP id has 1 to 64 characters: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.tocsin.simulators.graph.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A value in a filter. Immutable.
 *
 * @param text the value as written, without quotes
 * @param quoted whether it was in quotes, so a text for certain
 */
record Literal(String text, boolean quoted) {
    boolean isNull() {
        return !quoted && text.equals("null");
    }

    /** The moment it names, or null if it names none. */
    @Nullable
    Instant moment() {
        return quoted ? null : instant(text);
    }

    static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    /** Below, at or above zero as the value is less than, equal to or greater than this; null if they do not compare. */
    @Nullable
    Integer compare(JsonNode value) {
        if (value.isNull() || value.isMissingNode() || isNull()) {
            return (value.isNull() || value.isMissingNode()) && isNull() ? 0 : null;
        }
        if (value.isBoolean()) {
            return text.equalsIgnoreCase(value.asText()) ? 0 : null;
        }
        if (value.isNumber()) {
            try {
                return value.decimalValue().compareTo(new BigDecimal(text));
            } catch (NumberFormatException noNumber) {
                return null;
            }
        }
        Instant moment = moment();
        Instant held = moment == null ? null : instant(value.asText());
        if (moment != null && held != null) {
            return held.compareTo(moment);
        }
        // The directory compares texts without regard to case.
        return value.asText().toLowerCase(Locale.ROOT).compareTo(text.toLowerCase(Locale.ROOT));
    }
}

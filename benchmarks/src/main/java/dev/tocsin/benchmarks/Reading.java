package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one round of a {@link Reader} came to.
 *
 * @param rows how many different records it got
 * @param wallMillis how long it took
 * @param cpuMillis the CPU that its whole process used meanwhile
 * @param heapBytes the most heap seen in use; 0 if it was not watched
 * @param error what it failed with; null if it did not
 */
record Reading(
        int rows,
        double wallMillis,
        double cpuMillis,
        long heapBytes,
        @Nullable String error) {
    static Reading of(JsonNode line) {
        return new Reading(
                line.path("rows").asInt(),
                line.path("wallMillis").asDouble(),
                line.path("cpuMillis").asDouble(),
                line.path("heapBytes").asLong(),
                line.hasNonNull("error") ? line.path("error").asText() : null);
    }

    /** What became of it, in words: all rows, or some, or none and why. */
    String outcome() {
        return error == null
                ? String.format(Locale.ROOT, "%,d rows in %,.0f ms", rows, wallMillis)
                : String.format(Locale.ROOT, "%,d rows: %s", rows, error);
    }
}

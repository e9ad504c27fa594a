package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What one round of a configuration sync came to.
 *
 * @param made configurations made
 * @param changed configurations changed
 * @param wallMillis how long it took
 * @param cpuMillis the CPU that its whole process used meanwhile
 * @param heapBytes the most heap seen in use; 0 if it was not watched
 * @param error what it failed with; null if it did not
 */
record SyncRound(
        long made,
        long changed,
        double wallMillis,
        double cpuMillis,
        long heapBytes,
        @Nullable String error) {
    static SyncRound of(JsonNode line) {
        return new SyncRound(
                line.path("made").asLong(),
                line.path("changed").asLong(),
                line.path("wallMillis").asDouble(),
                line.path("cpuMillis").asDouble(),
                line.path("heapBytes").asLong(),
                line.hasNonNull("error") ? line.path("error").asText() : null);
    }
}

package dev.tocsin.core.store;

import dev.tocsin.core.event.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A resolve that came before what it resolves, kept for a while: what was raised before it opens nothing.
 *
 * @param fingerprint the subject
 * @param resolvedAt when it was resolved, by the source's clock
 * @param sequence the sequence of the resolve, or null if the source gives none
 * @param until when it is forgotten
 */
public record Tombstone(
        Fingerprint fingerprint,
        Instant resolvedAt,
        @Nullable Long sequence,
        Instant until) {
    /** Whether what happened at that time and sequence was over by this resolve. Ties count as over. */
    public boolean covers(Instant occurredAt, @Nullable Long otherSequence) {
        if (sequence != null && otherSequence != null) {
            return sequence >= otherSequence;
        }
        return !resolvedAt.isBefore(occurredAt);
    }
}

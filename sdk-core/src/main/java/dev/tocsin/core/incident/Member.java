package dev.tocsin.core.incident;

import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One subject in an incident, with what its events said last.
 *
 * @param fingerprint the subject
 * @param incidentId the incident it belongs to
 * @param state what is known of it
 * @param severity its last severity
 * @param title its last title
 * @param asset the affected asset, or null
 * @param count how many events raised it in this incident
 * @param firstAt when it was first raised in this incident, by the source's clock
 * @param lastAt when its latest event happened, by the source's clock
 * @param lastSequence the sequence of its latest event, or null if the source gives none
 * @param acknowledged whether somebody acknowledged it at the source
 * @param told whether a note or the ticket's first text spoke of it
 * @param changed whether something happened since that a note should tell
 */
public record Member(
        Fingerprint fingerprint,
        long incidentId,
        MemberState state,
        Severity severity,
        String title,
        @Nullable String asset,
        long count,
        Instant firstAt,
        Instant lastAt,
        @Nullable Long lastSequence,
        boolean acknowledged,
        boolean told,
        boolean changed) {

    /** Whether an event of that time and sequence happened before the latest that is known. Ties count as later. */
    public boolean isNewerThan(Instant occurredAt, @Nullable Long sequence) {
        if (sequence != null && lastSequence != null) {
            return lastSequence > sequence;
        }
        return lastAt.isAfter(occurredAt);
    }
}

package dev.tocsin.core.escalation;

import org.jspecify.annotations.Nullable;

/**
 * What the page of a link shows before anything is done.
 *
 * @param kind whether the link may be used
 * @param action what it does, or null if the link is not valid
 * @param incident the incident, or null if the link is not valid or counts no more
 * @param technicianName whose link it is; empty if it is not valid or counts no more
 * @param words what to tell the person, in a sentence or two
 */
public record LinkView(
        Kind kind,
        @Nullable IncidentAction action,
        @Nullable OpenIncident incident,
        String technicianName,
        String words) {
    /** Whether a link may be used. */
    public enum Kind {
        /** A button may be shown that does it. */
        READY,
        /** It counts no more. */
        EXPIRED,
        /** It is broken or forged, not of this MSP, or its technician takes no alerts now. */
        NOT_VALID,
        /** Its incident is over. */
        OVER
    }
}

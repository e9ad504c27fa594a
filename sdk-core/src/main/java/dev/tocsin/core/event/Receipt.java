package dev.tocsin.core.event;

import org.jspecify.annotations.Nullable;

/**
 * What became of one event that was handed in. A batch answers one receipt per event, in the batch's order.
 *
 * @param eventId the event's id, for {@code explain}
 * @param outcome what became of it
 * @param duplicate whether the same delivery had been accepted before; the outcome is then the first one's
 * @param incidentId the incident that it belongs to, or null if it belongs to none
 * @param reason why, in a sentence for people
 */
public record Receipt(
        DeliveryKey eventId,
        Outcome outcome,
        boolean duplicate,
        @Nullable Long incidentId,
        String reason) {
    /** What can become of an event. */
    public enum Outcome {
        /** It belongs to an incident, and is durable. */
        ACCEPTED(true),
        /** It resolved a subject of an incident, or one that was suppressed; durable. */
        RESOLVED(true),
        /** It concerns a subject whose ticket a person closed; it is counted and opens nothing. */
        ANSWERED(true),
        /** Its customer is not mapped; it waits, durable, until it is. */
        PARKED(false),
        /** Nothing asks for it: no event set selects it, or it resolves what was not active. */
        IGNORED(false),
        /** It cannot be used; the reason names the field. It is not kept, unless it was parked before. */
        REFUSED(false),
        /** A silence, a maintenance window or an active parent keeps it from acting yet; it is durable. */
        SUPPRESSED(true);

        private final boolean settled;

        Outcome(boolean settled) {
            this.settled = settled;
        }

        /** Whether a repeat of the delivery changes nothing; other outcomes are evaluated again. */
        public boolean settled() {
            return settled;
        }
    }
}

package dev.tocsin.core.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A difference between who should have been told and who was.
 *
 * @param kind what it is
 * @param incidentId the incident, or null if it is about none
 * @param notificationId the notification, or null if there is none
 * @param person the name of the person, or null if it is about none
 * @param since since when
 * @param words what it is, in a sentence
 */
public record AuditFinding(
        Kind kind,
        @Nullable Long incidentId,
        @Nullable Long notificationId,
        @Nullable String person,
        Instant since,
        String words) {
    /** What was found. */
    public enum Kind {
        /** A step was reached, and a person whom it tells got nothing by it. */
        NOT_TOLD,
        /** A step was reached when nobody who was to be told could be. */
        NOBODY,
        /** A message or an escalation should have gone on long ago. */
        STUCK,
        /** Whether a message went out is not known. */
        UNKNOWN,
        /** The service took a message long ago and never reported what became of it. */
        NOT_REPORTED,
        /** All steps and repeats were gone through and nobody acknowledged. */
        EXHAUSTED,
        /** The route or policy of an incident cannot be followed. */
        NO_POLICY,
        /** An incident is live, and no route takes it. */
        NO_ROUTE,
        /** A text or call went out without an entry of the ledger that allows it. This must never be. */
        NO_PROOF
    }
}

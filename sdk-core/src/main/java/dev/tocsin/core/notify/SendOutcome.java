package dev.tocsin.core.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a message. */
public sealed interface SendOutcome {
    /**
     * The service took it and will deliver it; that is not proof that it arrived.
     *
     * @param providerId the service's id of the message, or null if it gives none
     */
    record Accepted(@Nullable String providerId) implements SendOutcome {}

    /**
     * The service refused it, and would again.
     *
     * @param code the service's code, or null if it gave none
     * @param message why, in words fit for a log
     */
    record Refused(@Nullable String code, String message) implements SendOutcome {}

    /**
     * It was certainly not taken, and may be sent later.
     *
     * @param message why, in words fit for a log
     * @param retryAfter how long to wait, or null if unknown
     */
    record NotSent(String message, @Nullable Duration retryAfter) implements SendOutcome {}

    /**
     * It may have been taken: the answer was lost, or said only that something went wrong.
     *
     * @param message why, in words fit for a log
     */
    record Unknown(String message) implements SendOutcome {}
}

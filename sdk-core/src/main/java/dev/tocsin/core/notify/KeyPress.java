package dev.tocsin.core.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that was pressed in a call of ours, the provider's signature already checked.
 *
 * @param notificationKey the key of the notification that the call is, as it stands in the address that this came to
 * @param callId the provider's id of the call, 1 to 200 characters
 * @param digits what was pressed; empty if nothing was in time
 * @param answeredBy what the provider takes to have answered, such as {@code human} or {@code machine_start}; null if it does not
 *     say
 * @param confirming whether the call had asked to confirm a close before
 * @param asked how often the call had asked again before since a key meant nothing, so that a key pressed twice is told from one that is
 *     delivered twice
 * @param at when it came
 */
public record KeyPress(
        String notificationKey,
        String callId,
        String digits,
        @Nullable String answeredBy,
        boolean confirming,
        int asked,
        Instant at) {
    /** Refuses a missing call, without which the same press cannot be told from another, and a negative number. */
    public KeyPress {
        if (callId.isBlank() || callId.length() > 200) {
            throw new IllegalArgumentException("callId: 1 to 200 characters are needed");
        }
        if (asked < 0) {
            throw new IllegalArgumentException("asked: " + asked + " is negative");
        }
    }

    /** Whether a machine answered, which never acts for a person. */
    public boolean byMachine() {
        return CallScript.isMachine(answeredBy);
    }
}

package dev.tocsin.core.escalation;

import java.time.Instant;
import java.util.List;

/**
 * A time throughout which the same people are on call for the same reason.
 *
 * @param from the first moment
 * @param until the first moment after it
 * @param technicianIds who is on call, in the order of the shifts or as an override says; empty if nobody is
 * @param why what says so, for people
 */
public record OnCallStretch(Instant from, Instant until, List<String> technicianIds, String why) {
    /** Copies the list; refuses an end that is not after the beginning. */
    public OnCallStretch {
        technicianIds = List.copyOf(technicianIds);
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("the end " + until + " is not after " + from);
        }
    }
}

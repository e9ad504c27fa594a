package dev.tocsin.core.escalation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call at a moment.
 *
 * @param technicianIds who is, in the order of the shifts or as an override says; empty if nobody is
 * @param why what says so, for people
 * @param until the first moment at which something else holds; null if nothing does for the next 400 days
 */
public record OnCallNow(
        List<String> technicianIds, String why, @Nullable Instant until) {
    /** Copies the list. */
    public OnCallNow {
        technicianIds = List.copyOf(technicianIds);
    }
}

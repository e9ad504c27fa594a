package dev.tocsin.core.escalation;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.time.Instant;
import java.util.List;

/**
 * Others are on call for a time, in place of all that the schedule says. Of several that hold at a moment the one that began last
 * holds, and of those that began together the first by id.
 *
 * @param msp the MSP
 * @param id the id, 1 to 64 characters
 * @param scheduleId the schedule
 * @param technicianIds who is on call, in this order; empty if nobody is
 * @param from the first moment
 * @param until the first moment after it
 * @param reason why, for people; may be empty
 */
public record OnCallOverride(
        MspId msp, String id, String scheduleId, List<String> technicianIds, Instant from, Instant until, String reason)
        implements EscalationPiece {
    /** Copies the list; refuses illegal ids and an end that is not after the beginning. */
    public OnCallOverride {
        technicianIds = List.copyOf(technicianIds);
        PieceRules.id("override.id", id);
        PieceRules.id("override.onCall", scheduleId);
        technicianIds.forEach(one -> PieceRules.id("override.technicians", one));
        if (!until.isAfter(from)) {
            throw new ConfigurationException("override.until", until + " is not after " + from + ", when it begins");
        }
    }

    /** Whether it holds at a moment. */
    public boolean holdsAt(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}

package dev.tocsin.core.escalation;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a technician gets no texts and calls. What would come then waits for the end; mail is not held back. Nobody has any unless
 * they are configured, since alerts to who is on call shall arrive.
 *
 * @param msp the MSP
 * @param technicianId the technician, whose only ones they are
 * @param zone the zone by whose clocks they count
 * @param days the days on which they begin, at least one
 * @param from when they begin
 * @param to when they end, on the next day if that is not after the beginning
 * @param passes the severity from which up messages come nevertheless, or null for none
 */
public record QuietHours(
        MspId msp,
        String technicianId,
        ZoneId zone,
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to,
        @Nullable Severity passes)
        implements EscalationPiece {
    /** Copies the days; refuses none, and hours of no length. */
    public QuietHours {
        days = Set.copyOf(days);
        PieceRules.id("quietHours.technician", technicianId);
        PieceRules.someDifferent("quietHours.days", days);
        if (from.equals(to)) {
            throw new ConfigurationException(
                    "quietHours.to",
                    "is the same as the beginning; an hour of the next day "
                            + "is legal, the whole day is said by the technician's status");
        }
    }

    @Override
    public String id() {
        return technicianId;
    }
}

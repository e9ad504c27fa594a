package dev.tocsin.core.escalation;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.time.ZoneId;
import java.util.List;

/**
 * Who is on call in the course of a week. Shifts may overlap: then all of them are on call. Where no shift is, nobody is.
 *
 * @param msp the MSP
 * @param id the id, 1 to 64 characters
 * @param name the name that people read
 * @param zone the zone by whose clocks the shifts change
 * @param shifts the shifts, 1 to 100
 */
public record OnCallSchedule(MspId msp, String id, String name, ZoneId zone, List<OnCallShift> shifts)
        implements EscalationPiece {
    private static final int MOST = 100;

    /** Copies the shifts; refuses what is not legal, by the field's name. */
    public OnCallSchedule {
        shifts = List.copyOf(shifts);
        PieceRules.id("onCall.id", id);
        PieceRules.name("onCall.name", name);
        if (shifts.isEmpty() || shifts.size() > MOST) {
            throw new ConfigurationException("onCall.shifts", shifts.size() + " are not legal; 1 to " + MOST + " are");
        }
    }
}

package dev.tocsin.core.escalation;

import dev.tocsin.core.base.ConfigurationException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * A stretch of every week, by the clock on the wall, in which technicians take turns, a week each. It ends at the first moment of
 * its end; equal ends are the whole week. Whose turn it is goes by the week, Monday to Sunday, in which the stretch begins, so that
 * the stretches of one week that a schedule has, with one rotation and one start, are one person's.
 *
 * @param fromDay the day on which it begins
 * @param from when on that day
 * @param toDay the day on which it ends
 * @param to when on that day
 * @param rotation the technicians who take turns, in this order, 1 to 50; one alone has every week
 * @param rotationStart a date in the week, Monday to Sunday, in which the first of them has the turn; weeks before count
 *     backwards
 */
public record OnCallShift(
        DayOfWeek fromDay,
        LocalTime from,
        DayOfWeek toDay,
        LocalTime to,
        List<String> rotation,
        LocalDate rotationStart) {
    private static final int MOST = 50;

    /** Copies the rotation; refuses an empty one and one with a blank or doubled technician. */
    public OnCallShift {
        rotation = List.copyOf(rotation);
        PieceRules.someDifferent("shift.rotation", rotation);
        rotation.forEach(id -> PieceRules.id("shift.rotation", id));
        if (rotation.size() > MOST) {
            throw new ConfigurationException(
                    "shift.rotation", rotation.size() + " are not legal; 1 to " + MOST + " are");
        }
    }
}

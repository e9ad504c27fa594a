package dev.tocsin.core.escalation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** The single turns that a schedule's shifts come to. */
final class OnCallTurns {
    /** A turn may have begun a week ago; clocks have been moved by a day. */
    private static final int DAYS_BACK = 9;

    private static final int DAYS_AHEAD = 2;
    private static final int WEEK = 7;

    private OnCallTurns() {}

    /**
     * One turn of a shift.
     *
     * @param from the first moment
     * @param until the first moment after it
     * @param shift the shift's place in its schedule
     * @param technicianId whose turn it is
     */
    record Turn(Instant from, Instant until, int shift, String technicianId) {}

    /** The turns that overlap a time; those that clocks jump over wholly do not take place. */
    static List<Turn> within(OnCallSchedule schedule, Instant from, Instant until) {
        List<Turn> turns = new ArrayList<>();
        ZoneId zone = schedule.zone();
        LocalDate last = LocalDate.ofInstant(until, zone).plusDays(DAYS_AHEAD);
        for (int i = 0; i < schedule.shifts().size(); i++) {
            OnCallShift shift = schedule.shifts().get(i);
            LocalDate day = LocalDate.ofInstant(from, zone)
                    .minusDays(DAYS_BACK)
                    .with(TemporalAdjusters.previousOrSame(shift.fromDay()));
            for (; !day.isAfter(last); day = day.plusWeeks(1)) {
                Instant begin = Changeover.of(day.atTime(shift.from()), zone);
                Instant end = Changeover.of(day.plusDays(days(shift)).atTime(shift.to()), zone);
                if (begin.isBefore(end) && begin.isBefore(until) && end.isAfter(from)) {
                    turns.add(new Turn(begin, end, i, technician(shift, day)));
                }
            }
        }
        return turns;
    }

    /** How many days after the day on which it begins a shift ends. */
    private static int days(OnCallShift shift) {
        int days = Math.floorMod(shift.toDay().getValue() - shift.fromDay().getValue(), WEEK);
        return days == 0 && !shift.to().isAfter(shift.from()) ? WEEK : days;
    }

    private static String technician(OnCallShift shift, LocalDate day) {
        long weeks = ChronoUnit.WEEKS.between(monday(shift.rotationStart()), monday(day));
        return shift.rotation().get(Math.floorMod(weeks, shift.rotation().size()));
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}

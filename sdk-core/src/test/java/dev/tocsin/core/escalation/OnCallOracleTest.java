package dev.tocsin.core.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Looks at a clock on the wall minute by minute: what counts is the latest time that it ever showed, so a time that is jumped over is
 * passed by the jump, and one that is shown again has been passed already.
 */
final class OnCallOracleTest {
    private static final MspId MSP = MspId.SINGLE;
    private static final int MINUTES = 9 * 24 * 60;
    private static final int TRIALS = 3;
    private static final List<String> PEOPLE = List.of("ann", "bob", "cat", "dan");

    /** Each window has a change of the clocks in it, but the last, whose zone has none. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-23T00:00:00Z, 1",
        "Europe/Berlin, 2026-10-20T00:00:00Z, 2",
        "America/New_York, 2026-03-04T00:00:00Z, 3",
        "America/New_York, 2026-10-27T00:00:00Z, 4",
        "Australia/Lord_Howe, 2026-03-30T00:00:00Z, 5",
        "Australia/Lord_Howe, 2026-09-28T00:00:00Z, 6",
        "America/Santiago, 2026-09-01T00:00:00Z, 7",
        "Pacific/Apia, 2011-12-26T00:00:00Z, 8",
        "Asia/Kathmandu, 2026-05-01T00:00:00Z, 9",
    })
    void whoIsOnCallAgreesWithAClockLookedAtMinuteByMinute(ZoneId zone, Instant start, long seed) {
        Random random = new Random(seed);
        List<LocalDateTime> clock = clock(zone, start);
        for (int trial = 0; trial < TRIALS; trial++) {
            OnCallSchedule schedule = schedule(random, zone, start);
            List<OnCallOverride> overrides = overrides(random, start);
            List<EscalationPiece> pieces = new ArrayList<>();
            pieces.add(schedule);
            pieces.addAll(overrides);
            EscalationPlan plan = EscalationPlan.of(pieces);
            Instant end = start.plus(MINUTES, ChronoUnit.MINUTES);
            List<OnCallStretch> timeline = plan.timeline("s", start, end);

            assertThat(timeline.get(0).from()).isEqualTo(start);
            assertThat(timeline.get(timeline.size() - 1).until()).isEqualTo(end);
            for (int i = 1; i < timeline.size(); i++) {
                assertThat(timeline.get(i).from()).isEqualTo(timeline.get(i - 1).until());
            }
            int stretch = 0;
            for (int minute = 0; minute < MINUTES; minute++) {
                Instant now = start.plus(minute, ChronoUnit.MINUTES);
                while (!timeline.get(stretch).until().isAfter(now)) {
                    stretch++;
                }
                List<String> expected = onCall(schedule, overrides, now, clock.get(minute));
                if (!timeline.get(stretch).technicianIds().equals(expected)) {
                    assertThat(timeline.get(stretch).technicianIds())
                            .as("%s at %s, %s, %s", schedule, now, clock.get(minute), overrides)
                            .isEqualTo(expected);
                }
            }
            asksOfAnyMoment(plan, timeline, random, start);
        }
    }

    private static void asksOfAnyMoment(
            EscalationPlan plan, List<OnCallStretch> timeline, Random random, Instant start) {
        for (int i = 0; i < 20; i++) {
            Instant now = start.plus(random.nextInt(MINUTES), ChronoUnit.MINUTES);
            int at = 0;
            while (!timeline.get(at).until().isAfter(now)) {
                at++;
            }
            OnCallNow answer = plan.onCall("s", now);
            assertThat(answer.technicianIds()).isEqualTo(timeline.get(at).technicianIds());
            assertThat(answer.why()).isEqualTo(timeline.get(at).why());
            if (at < timeline.size() - 1) {
                assertThat(answer.until()).isEqualTo(timeline.get(at).until());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-23T00:00:00Z, 11",
        "Europe/Berlin, 2026-10-20T00:00:00Z, 12",
        "America/New_York, 2026-10-27T00:00:00Z, 13",
        "Australia/Lord_Howe, 2026-03-30T00:00:00Z, 14",
        "America/Santiago, 2026-09-01T00:00:00Z, 15",
        "Pacific/Apia, 2011-12-26T00:00:00Z, 16",
    })
    void quietHoursAgreeWithAClockLookedAtMinuteByMinute(ZoneId zone, Instant start, long seed) {
        Random random = new Random(seed);
        List<LocalDateTime> clock = clock(zone, start);
        for (int trial = 0; trial < TRIALS; trial++) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
            while (random.nextInt(4) > 0) {
                days.add(DayOfWeek.of(1 + random.nextInt(7)));
            }
            LocalTime from = time(random);
            QuietHours hours = new QuietHours(
                    MSP, "ann", zone, days, from, from.plusMinutes(15L * (1 + random.nextInt(95))), Severity.CRITICAL);
            EscalationPlan plan = EscalationPlan.of(List.of(hours));
            // the last day's ends may lie behind what the clock was looked at for
            Instant end = null;
            for (int minute = MINUTES - 1; minute >= 0; minute--) {
                Instant now = start.plus(minute, ChronoUnit.MINUTES);
                boolean quiet = quiet(hours, clock.get(minute));
                end = quiet ? end : now;
                Optional<Instant> expected = quiet ? Optional.ofNullable(end) : Optional.empty();
                Optional<Instant> answer = plan.quietUntil("ann", Severity.HIGH, now);
                if ((!quiet || end != null) && !expected.equals(answer)) {
                    assertThat(answer)
                            .as("%s at %s, %s", hours, now, clock.get(minute))
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** The latest time that a clock has shown by each minute. */
    private static List<LocalDateTime> clock(ZoneId zone, Instant start) {
        List<LocalDateTime> shown = new ArrayList<>(MINUTES);
        LocalDateTime latest = LocalDateTime.MIN;
        for (int minute = -3 * 24 * 60; minute < MINUTES; minute++) {
            LocalDateTime now = LocalDateTime.ofInstant(start.plus(minute, ChronoUnit.MINUTES), zone);
            latest = now.isAfter(latest) ? now : latest;
            if (minute >= 0) {
                shown.add(latest);
            }
        }
        return shown;
    }

    private static List<String> onCall(
            OnCallSchedule schedule, List<OnCallOverride> overrides, Instant now, LocalDateTime shown) {
        OnCallOverride holds = null;
        for (OnCallOverride one : overrides) {
            boolean on = !now.isBefore(one.from()) && now.isBefore(one.until());
            if (on
                    && (holds == null
                            || one.from().isAfter(holds.from())
                            || (one.from().equals(holds.from()) && one.id().compareTo(holds.id()) < 0))) {
                holds = one;
            }
        }
        if (holds != null) {
            return holds.technicianIds();
        }
        Set<String> people = new LinkedHashSet<>();
        for (OnCallShift shift : schedule.shifts()) {
            for (int back = 0; back <= 7; back++) {
                LocalDate day = shown.toLocalDate().minusDays(back);
                if (day.getDayOfWeek() == shift.fromDay() && covers(shift, day, shown)) {
                    people.add(turn(shift, day));
                }
            }
        }
        return List.copyOf(people);
    }

    private static boolean covers(OnCallShift shift, LocalDate day, LocalDateTime shown) {
        LocalDateTime begin = day.atTime(shift.from());
        LocalDateTime end = begin.plusMinutes(1);
        while (end.getDayOfWeek() != shift.toDay() || !end.toLocalTime().equals(shift.to())) {
            end = end.toLocalDate().getDayOfWeek() == shift.toDay()
                            && end.toLocalTime().isBefore(shift.to())
                    ? end.toLocalDate().atTime(shift.to())
                    : end.toLocalDate().plusDays(1).atStartOfDay();
        }
        return !shown.isBefore(begin) && shown.isBefore(end);
    }

    /** Counts week by week. */
    private static String turn(OnCallShift shift, LocalDate day) {
        LocalDate week = shift.rotationStart();
        while (week.getDayOfWeek() != DayOfWeek.MONDAY) {
            week = week.minusDays(1);
        }
        int index = 0;
        for (; week.plusDays(6).isBefore(day); week = week.plusDays(7)) {
            index = index == shift.rotation().size() - 1 ? 0 : index + 1;
        }
        for (; week.isAfter(day); week = week.minusDays(7)) {
            index = index == 0 ? shift.rotation().size() - 1 : index - 1;
        }
        return shift.rotation().get(index);
    }

    private static boolean quiet(QuietHours hours, LocalDateTime shown) {
        for (int back = 0; back <= 1; back++) {
            LocalDate day = shown.toLocalDate().minusDays(back);
            LocalDateTime begin = day.atTime(hours.from());
            LocalDateTime end = day.atTime(hours.to());
            if (!end.isAfter(begin)) {
                end = end.plusDays(1);
            }
            if (hours.days().contains(day.getDayOfWeek()) && !shown.isBefore(begin) && shown.isBefore(end)) {
                return true;
            }
        }
        return false;
    }

    private static OnCallSchedule schedule(Random random, ZoneId zone, Instant start) {
        List<OnCallShift> shifts = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            DayOfWeek fromDay = DayOfWeek.of(1 + random.nextInt(7));
            LocalTime from = time(random);
            boolean whole = random.nextInt(4) == 0;
            shifts.add(new OnCallShift(
                    fromDay,
                    from,
                    whole ? fromDay : DayOfWeek.of(1 + random.nextInt(7)),
                    whole ? from : time(random),
                    PEOPLE.subList(random.nextInt(2), 2 + random.nextInt(3)),
                    LocalDate.ofInstant(start, zone).plusDays(random.nextInt(200) - 100)));
        }
        return new OnCallSchedule(MSP, "s", "schedule", zone, shifts);
    }

    private static List<OnCallOverride> overrides(Random random, Instant start) {
        List<OnCallOverride> overrides = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Instant from = start.plus(Duration.ofMinutes(60L * (random.nextInt(230) - 10)));
            overrides.add(new OnCallOverride(
                    MSP,
                    "o" + i,
                    "s",
                    PEOPLE.subList(0, random.nextInt(3)),
                    from,
                    from.plus(Duration.ofMinutes(1 + random.nextInt(3000))),
                    ""));
            if (random.nextInt(3) == 0) {
                // begins together with the one before it
                overrides.add(new OnCallOverride(
                        MSP, "n" + i, "s", List.of("dan"), from, from.plus(Duration.ofMinutes(90)), "why"));
            }
        }
        return overrides;
    }

    /** Often in the hours in which clocks change. */
    private static LocalTime time(Random random) {
        return random.nextBoolean()
                ? LocalTime.of(random.nextInt(4), 15 * random.nextInt(4))
                : LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    }
}

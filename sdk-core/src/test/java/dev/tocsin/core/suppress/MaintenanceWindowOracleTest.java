package dev.tocsin.core.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows against a second opinion that watches the clock on the wall minute by minute. */
class MaintenanceWindowOracleTest {
    private static final Scope SCOPE = Scope.builder().companyId("acme").build();

    private static MaintenanceWindow window(ZoneId zone, WindowTimes times) {
        return new MaintenanceWindow("w", MspId.SINGLE, SCOPE, zone, times, "patching");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026",
        "America/New_York, 2024",
        "Australia/Lord_Howe, 2025",
        "Asia/Kathmandu, 1986",
        "Pacific/Apia, 2011",
        "Africa/Casablanca, 2026",
        "America/Caracas, 2016",
        "Antarctica/Troll, 2026",
        "Asia/Pyongyang, 2018",
        "Pacific/Kwajalein, 1993",
    })
    void everyMinuteOfAYearIsAsTheClockOnTheWallShowsIt(String name, int year) {
        ZoneId zone = ZoneId.of(name);
        MinuteByMinute clock = new MinuteByMinute(zone, year);
        WindowTimes times = WindowTimes.Weekly.between(
                EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                LocalTime.of(23, 30),
                LocalTime.of(2, 15));
        MaintenanceWindow window = window(zone, times);
        BitSet covered = clock.covered(times);

        BitSet actual = new BitSet();
        for (int i = clock.from(); i < clock.to(); i++) {
            actual.set(i, window.activeAt(clock.instant(i)));
        }

        covered.clear(0, clock.from());
        covered.clear(clock.to(), covered.size());
        assertThat(covered.cardinality()).isGreaterThan(140 * 160);
        assertThat(actual).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2025, 40",
        "Europe/Berlin, 2028, 20",
        "America/New_York, 2026, 40",
        "Australia/Lord_Howe, 2026, 40",
        "Asia/Kathmandu, 2026, 10",
        "Pacific/Apia, 2011, 40",
        "Africa/Casablanca, 2025, 40",
        "Antarctica/Troll, 2025, 20",
        "Antarctica/Casey, 2023, 20",
        "Asia/Gaza, 2024, 20",
        "America/Scoresbysund, 2024, 20",
        "Pacific/Kiritimati, 1994, 20",
        "America/Sao_Paulo, 2018, 20",
    })
    void randomWindowsAgreeWhereverSomethingChanges(String name, int year, int windows) {
        ZoneId zone = ZoneId.of(name);
        agree(zone, year, windows, new Random(name.hashCode() * 31L + year));
    }

    @Test
    void randomZonesAndYearsOfTheDatabaseAgree() {
        Random random = new Random(20_260_329);
        List<String> names = new ArrayList<>(ZoneId.getAvailableZoneIds());
        Collections.sort(names);
        int seen = 0;
        while (seen < 40) {
            ZoneId zone = ZoneId.of(names.get(random.nextInt(names.size())));
            int year = 1950 + random.nextInt(85);
            if (hasChangesOfWholeMinutes(zone, year)) {
                agree(zone, year, 4, random);
                seen++;
            }
        }
    }

    private static boolean hasChangesOfWholeMinutes(ZoneId zone, int year) {
        Instant begin = LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = begin.plus(Duration.ofDays(366));
        ZoneOffsetTransition next = zone.getRules().nextTransition(begin.minus(Duration.ofDays(60)));
        boolean changes = false;
        while (next != null && next.getInstant().isBefore(end.plus(Duration.ofDays(60)))) {
            if (next.getOffsetBefore().getTotalSeconds() % 60 != 0
                    || next.getOffsetAfter().getTotalSeconds() % 60 != 0
                    || next.getInstant().getEpochSecond() % 60 != 0) {
                return false;
            }
            changes = true;
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return changes;
    }

    private static void agree(ZoneId zone, int year, int windows, Random random) {
        MinuteByMinute clock = new MinuteByMinute(zone, year);
        for (int i = 0; i < windows; i++) {
            WindowTimes times = randomTimes(random, year);
            MaintenanceWindow window = window(zone, times);
            BitSet covered = clock.covered(times);
            List<Integer> moments = new ArrayList<>(clock.interesting(covered));
            for (int extra = 0; extra < 300; extra++) {
                moments.add(clock.from() + random.nextInt(clock.to() - clock.from()));
            }
            for (int at : moments) {
                agreeAt(window, clock, covered, at);
            }
        }
    }

    private static void agreeAt(MaintenanceWindow window, MinuteByMinute clock, BitSet covered, int at) {
        Instant moment = clock.instant(at);
        String what = window.text() + " at " + moment;
        assertThat(window.activeAt(moment)).as(what).isEqualTo(covered.get(at));
        int quiet = covered.nextClearBit(at);
        if (quiet < clock.to()) {
            assertThat(window.endOf(moment)).as("end of " + what).isEqualTo(clock.instant(quiet));
            int next = covered.nextSetBit(quiet);
            if (next >= 0 && next < clock.to()) {
                assertThat(window.nextStart(moment)).as("next start of " + what).contains(clock.instant(next));
            } else {
                assertThat(window.nextStart(moment))
                        .as("next start of " + what)
                        .matches(start -> start.isEmpty() || !start.get().isBefore(clock.instant(clock.to())));
            }
        }
    }

    private static WindowTimes randomTimes(Random random, int year) {
        LocalDate day = LocalDate.of(year, 1, 1).plusDays(random.nextInt(365));
        LocalTime start = random.nextBoolean()
                ? LocalTime.of(random.nextInt(5), 15 * random.nextInt(4))
                : LocalTime.ofSecondOfDay(60L * random.nextInt(24 * 60));
        if (random.nextInt(6) == 0) {
            return new WindowTimes.Once(
                    day.atTime(start), day.atTime(start).plusMinutes(24 * 60 + random.nextInt(6 * 24 * 60)));
        }
        Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        int more = random.nextInt(7);
        for (int i = 0; i < more; i++) {
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
        }
        int longest = 7 * 24 * 60;
        while (longest > 0) {
            int minutes = 1 + random.nextInt(random.nextBoolean() ? Math.min(longest, 180) : longest);
            try {
                WindowTimes.Weekly weekly =
                        new WindowTimes.Weekly(days, start, Duration.ofMinutes(minutes), null, null);
                return random.nextInt(4) == 0 ? weekly.valid(day.minusDays(30), day.plusDays(60)) : weekly;
            } catch (dev.tocsin.core.base.ConfigurationException e) {
                longest = minutes - 1;
            }
        }
        throw new IllegalStateException("a window of a minute always has a pause");
    }
}

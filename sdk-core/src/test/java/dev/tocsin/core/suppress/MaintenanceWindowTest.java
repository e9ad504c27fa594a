package dev.tocsin.core.suppress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When windows are on, at the edges and where the clocks change, and which windows are refused. */
class MaintenanceWindowTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Scope SCOPE = Scope.builder().companyId("acme").build();
    private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

    private static MaintenanceWindow window(String zone, WindowTimes times) {
        return new MaintenanceWindow("w", MspId.SINGLE, SCOPE, ZoneId.of(zone), times, "patching");
    }

    private static MaintenanceWindow once(String zone, String start, String end) {
        return window(zone, new WindowTimes.Once(LocalDateTime.parse(start), LocalDateTime.parse(end)));
    }

    private static MaintenanceWindow weekly(Set<DayOfWeek> days, String start, String end) {
        return window(BERLIN.getId(), WindowTimes.Weekly.between(days, LocalTime.parse(start), LocalTime.parse(end)));
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }

    @Test
    void theStartIsCoveredAndTheEndIsNot() {
        MaintenanceWindow window = once("Europe/Berlin", "2026-01-10T22:00", "2026-01-11T06:00");

        assertThat(window.activeAt(at("2026-01-10T20:59:59.999999999Z"))).isFalse();
        assertThat(window.activeAt(at("2026-01-10T21:00:00Z"))).isTrue();
        assertThat(window.activeAt(at("2026-01-11T04:59:59.999999999Z"))).isTrue();
        assertThat(window.activeAt(at("2026-01-11T05:00:00Z"))).isFalse();
        assertThat(window.endOf(at("2026-01-10T23:00:00Z"))).isEqualTo(at("2026-01-11T05:00:00Z"));
        assertThat(window.nextStart(at("2026-01-10T20:00:00Z"))).contains(at("2026-01-10T21:00:00Z"));
        assertThat(window.nextStart(at("2026-01-10T21:00:00Z"))).isEmpty();
    }

    @Test
    void anEndOutsideAWindowIsTheMomentItself() {
        Instant noon = at("2026-06-01T12:00:00Z");

        assertThat(weekly(DAILY, "22:00", "06:00").endOf(noon)).isEqualTo(noon);
    }

    @Test
    void aNightBelongsToTheDayOnWhichItBegins() {
        MaintenanceWindow saturdays = weekly(EnumSet.of(DayOfWeek.SATURDAY), "22:00", "06:00");

        assertThat(saturdays.activeAt(at("2026-01-10T03:00:00Z")))
                .as("Saturday morning")
                .isFalse();
        assertThat(saturdays.activeAt(at("2026-01-10T21:30:00Z")))
                .as("Saturday night")
                .isTrue();
        assertThat(saturdays.activeAt(at("2026-01-11T03:00:00Z")))
                .as("Sunday morning")
                .isTrue();
        assertThat(saturdays.nextStart(at("2026-01-10T21:30:00Z"))).contains(at("2026-01-17T21:00:00Z"));
    }

    @Test
    void theYearEndsWithinANight() {
        MaintenanceWindow window = weekly(EnumSet.of(DayOfWeek.THURSDAY), "22:00", "06:00");

        assertThat(window.activeAt(at("2026-12-31T23:30:00Z"))).isTrue();
        assertThat(window.endOf(at("2026-12-31T22:30:00Z"))).isEqualTo(at("2027-01-01T05:00:00Z"));
    }

    @Test
    void aLeapDayIsADay() {
        MaintenanceWindow window = weekly(EnumSet.of(DayOfWeek.TUESDAY), "23:00", "01:00");

        assertThat(window.nextStart(at("2028-02-27T00:00:00Z"))).contains(at("2028-02-29T22:00:00Z"));
        assertThat(window.endOf(at("2028-02-29T22:30:00Z"))).isEqualTo(at("2028-03-01T00:00:00Z"));
    }

    @ParameterizedTest(name = "{0}: {1} to {2} is {3} to {4}")
    @CsvSource({
        // Berlin jumps from 02:00 to 03:00 on 2026-03-29 at 01:00Z
        "Europe/Berlin, 2026-03-29T02:30, 2026-03-29T04:00, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
        "Europe/Berlin, 2026-03-29T01:30, 2026-03-29T02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 2026-03-29T01:30, 2026-03-29T02:00, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 2026-03-29T01:30, 2026-03-29T03:00, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 2026-03-28T22:00, 2026-03-29T06:00, 2026-03-28T21:00:00Z, 2026-03-29T04:00:00Z",
        // and goes back from 03:00 to 02:00 on 2026-10-25 at 01:00Z
        "Europe/Berlin, 2026-10-25T02:30, 2026-10-25T04:00, 2026-10-25T00:30:00Z, 2026-10-25T03:00:00Z",
        "Europe/Berlin, 2026-10-25T01:00, 2026-10-25T02:30, 2026-10-24T23:00:00Z, 2026-10-25T01:30:00Z",
        "Europe/Berlin, 2026-10-25T02:00, 2026-10-25T02:30, 2026-10-25T00:00:00Z, 2026-10-25T01:30:00Z",
        "Europe/Berlin, 2026-10-25T01:00, 2026-10-25T02:00, 2026-10-24T23:00:00Z, 2026-10-25T00:00:00Z",
        "Europe/Berlin, 2026-10-25T03:00, 2026-10-25T04:00, 2026-10-25T02:00:00Z, 2026-10-25T03:00:00Z",
        "Europe/Berlin, 2026-10-24T22:00, 2026-10-25T06:00, 2026-10-24T20:00:00Z, 2026-10-25T05:00:00Z",
        // Lord Howe moves by half an hour: forward from 02:00 to 02:30
        "Australia/Lord_Howe, 2025-10-05T02:10, 2025-10-05T03:00, 2025-10-04T15:30:00Z, 2025-10-04T16:00:00Z",
        // Apia had no 2011-12-30
        "Pacific/Apia, 2011-12-29T22:00, 2011-12-30T06:00, 2011-12-30T08:00:00Z, 2011-12-30T10:00:00Z",
        "Pacific/Apia, 2011-12-30T22:00, 2011-12-31T06:00, 2011-12-30T10:00:00Z, 2011-12-30T16:00:00Z",
    })
    void clocksThatChangeAreFollowedOnTheWall(String zone, String start, String end, Instant begin, Instant stop) {
        MaintenanceWindow window = once(zone, start, end);

        assertThat(window.nextStart(begin.minusSeconds(1))).contains(begin);
        assertThat(window.activeAt(begin)).isTrue();
        assertThat(window.activeAt(begin.minusNanos(1))).isFalse();
        assertThat(window.endOf(begin)).isEqualTo(stop);
        assertThat(window.activeAt(stop.minusNanos(1))).isTrue();
        assertThat(window.activeAt(stop)).isFalse();
    }

    @Test
    void anOccurrenceThatTheClockJumpsOverDoesNotTakePlace() {
        MaintenanceWindow sundays = weekly(EnumSet.of(DayOfWeek.SUNDAY), "02:15", "02:45");

        assertThat(sundays.activeAt(at("2026-03-29T01:00:00Z"))).isFalse();
        assertThat(sundays.nextStart(at("2026-03-23T00:00:00Z"))).contains(at("2026-04-05T00:15:00Z"));
    }

    @Test
    void aSkippedDayHasNoWindow() {
        MaintenanceWindow fridays = window(
                "Pacific/Apia",
                WindowTimes.Weekly.between(EnumSet.of(DayOfWeek.FRIDAY), LocalTime.of(10, 0), LocalTime.of(11, 0)));

        assertThat(fridays.nextStart(at("2011-12-29T00:00:00Z"))).contains(at("2012-01-05T20:00:00Z"));
    }

    @Test
    void occurrencesThatTouchOrOverlapEndTogether() {
        MaintenanceWindow touching = window(
                "Europe/Berlin",
                new WindowTimes.Weekly(
                        EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                        LocalTime.of(22, 0),
                        Duration.ofHours(24),
                        null,
                        null));
        MaintenanceWindow overlapping = window(
                "Europe/Berlin",
                new WindowTimes.Weekly(
                        EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                        LocalTime.of(22, 0),
                        Duration.ofHours(30),
                        null,
                        null));

        assertThat(touching.endOf(at("2026-01-09T22:00:00Z"))).isEqualTo(at("2026-01-11T21:00:00Z"));
        assertThat(touching.nextStart(at("2026-01-09T22:00:00Z"))).contains(at("2026-01-16T21:00:00Z"));
        assertThat(overlapping.endOf(at("2026-01-09T22:00:00Z"))).isEqualTo(at("2026-01-12T03:00:00Z"));
    }

    @Test
    void limitsHoldForTheDayOnWhichAnOccurrenceBegins() {
        MaintenanceWindow window = window(
                "Europe/Berlin",
                WindowTimes.Weekly.between(DAILY, LocalTime.of(22, 0), LocalTime.of(6, 0))
                        .valid(LocalDate.of(2026, 1, 10), LocalDate.of(2026, 1, 12)));

        assertThat(window.nextStart(at("2020-01-01T00:00:00Z"))).contains(at("2026-01-10T21:00:00Z"));
        assertThat(window.activeAt(at("2026-01-10T02:00:00Z"))).isFalse();
        assertThat(window.endOf(at("2026-01-12T22:00:00Z")))
                .as("the last one runs to its end")
                .isEqualTo(at("2026-01-13T05:00:00Z"));
        assertThat(window.nextStart(at("2026-01-12T22:00:00Z"))).isEmpty();
    }

    @Test
    void anOffsetIsAZoneWithoutChanges() {
        assertThat(once("+02:00", "2026-03-29T02:30", "2026-03-29T03:00").endOf(at("2026-03-29T00:30:00Z")))
                .isEqualTo(at("2026-03-29T01:00:00Z"));
    }

    @Test
    void aWindowWithinWhatTheClockJumpsOverIsRefused() {
        assertThatThrownBy(() -> once("Europe/Berlin", "2026-03-29T02:10", "2026-03-29T02:50"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("maintenanceWindows[w].once: the clock of Europe/Berlin jumps over all");
    }

    @Test
    void zeroAndNegativeLengthsAreRefused() {
        LocalDateTime start = LocalDateTime.parse("2026-01-01T00:00");

        assertThatThrownBy(() -> new WindowTimes.Once(start, start)).hasMessageContaining("is not after the start");
        assertThatThrownBy(() -> new WindowTimes.Once(start, start.minusMinutes(1)))
                .hasMessageContaining("is not after the start");
        assertThatThrownBy(() -> WindowTimes.Weekly.between(DAILY, LocalTime.NOON, LocalTime.NOON))
                .hasMessageContaining("weekly.end: 12:00 is the start as well")
                .hasMessageContaining("PT24H for a whole day");
        for (Duration none : List.of(Duration.ZERO, Duration.ofMinutes(-1))) {
            assertThatThrownBy(() -> new WindowTimes.Weekly(DAILY, LocalTime.NOON, none, null, null))
                    .hasMessageContaining("weekly.length: " + none + " is not legal; more than zero");
        }
    }

    @Test
    void windowsThatWouldNotEndAreRefused() {
        Set<DayOfWeek> monday = EnumSet.of(DayOfWeek.MONDAY);
        LocalDateTime start = LocalDateTime.parse("2026-01-01T00:00");

        assertThatThrownBy(() -> new WindowTimes.Weekly(DAILY, LocalTime.MIDNIGHT, Duration.ofDays(1), null, null))
                .hasMessageContaining("weekly.length: PT24H leaves no time between")
                .hasMessageContaining("less than PT24H is legal");
        assertThatThrownBy(() -> new WindowTimes.Weekly(monday, LocalTime.MIDNIGHT, Duration.ofDays(7), null, null))
                .hasMessageContaining("less than PT168H is legal");
        assertThatThrownBy(() -> new WindowTimes.Weekly(monday, LocalTime.MIDNIGHT, Duration.ofDays(8), null, null))
                .hasMessageContaining("at most seven days");
        assertThatThrownBy(() -> new WindowTimes.Once(start, start.plusDays(366).plusMinutes(1)))
                .hasMessageContaining("more than 366 days");
        assertThat(new WindowTimes.Once(start, start.plusDays(366)).length()).isEqualTo(Duration.ofDays(366));
        assertThat(new WindowTimes.Weekly(
                                monday, LocalTime.MIDNIGHT, Duration.ofDays(7).minusNanos(1), null, null)
                        .days())
                .containsExactly(DayOfWeek.MONDAY);
    }

    @Test
    void windowsThatWouldNeverBeAreRefused() {
        WindowTimes.Weekly mondays =
                WindowTimes.Weekly.between(EnumSet.of(DayOfWeek.MONDAY), LocalTime.of(1, 0), LocalTime.of(2, 0));

        assertThatThrownBy(() -> WindowTimes.Weekly.between(Set.of(), LocalTime.of(1, 0), LocalTime.of(2, 0)))
                .hasMessageContaining("weekly.days: is empty; legal are one or more of [MONDAY,");
        assertThatThrownBy(() -> mondays.valid(LocalDate.of(2026, 1, 6), LocalDate.of(2026, 1, 5)))
                .hasMessageContaining("weekly.to: 2026-01-05 is before from");
        assertThatThrownBy(() -> mondays.valid(LocalDate.of(2026, 1, 6), LocalDate.of(2026, 1, 11)))
                .hasMessageContaining("weekly.to: none of [MONDAY]")
                .hasMessageContaining("2026-01-12 or later is legal");
        assertThat(mondays.valid(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 5))
                        .nextDay(LocalDate.MIN))
                .contains(LocalDate.of(2026, 1, 5));
        assertThatThrownBy(() -> mondays.valid(LocalDate.of(1850, 1, 1), null)).hasMessageContaining("weekly.from");
    }

    @Test
    void plainMapsAreReadBack() {
        List<MaintenanceWindow> windows = List.of(
                once("Asia/Kathmandu", "2026-01-10T22:00", "2026-01-11T06:00:30"),
                weekly(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), "22:00", "06:00"),
                window(
                        "Africa/Casablanca",
                        WindowTimes.Weekly.between(DAILY, LocalTime.of(22, 0), LocalTime.of(6, 0))
                                .valid(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31))));

        for (MaintenanceWindow window : windows) {
            assertThat(MaintenanceWindow.of(MspId.SINGLE, "w", window.asValue()))
                    .isEqualTo(window);
        }
        assertThat(windows.get(1).text()).isEqualTo("weekly on MONDAY and SUNDAY from 22:00 for PT8H, Europe/Berlin");
        assertThat(windows.get(0).text())
                .isEqualTo("once from 2026-01-10T22:00 to 2026-01-11T06:00:30, Asia/Kathmandu");
        assertThat(windows.get(2).text()).endsWith(", first on 2026-01-01, last on 2026-12-31, Africa/Casablanca");
    }

    private static Map<String, Object> weeklyMap() {
        Map<String, Object> weekly = new HashMap<>();
        weekly.put("days", new ArrayList<>(List.of("saturday", "SUNDAY")));
        weekly.put("start", "22:00");
        weekly.put("end", "06:00");
        return weekly;
    }

    private static Map<String, Object> map(Map<String, Object> weekly) {
        Map<String, Object> map = new HashMap<>();
        map.put("id", "w");
        map.put("scope", Map.of("asset", "dc01"));
        map.put("zone", "Europe/Berlin");
        map.put("weekly", weekly);
        map.put("reason", "patching");
        return map;
    }

    private static void refused(Map<String, Object> map, String... parts) {
        assertThatThrownBy(() -> MaintenanceWindow.of(MspId.SINGLE, "maintenanceWindows[3]", map))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aPlainMapMayNameTheEndInsteadOfTheLength() {
        assertThat(MaintenanceWindow.of(MspId.SINGLE, "w", map(weeklyMap())).times())
                .isEqualTo(WindowTimes.Weekly.between(
                        EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(6, 0)));
    }

    @Test
    void anUnknownZoneIsRefusedWithOneThatIsMeant() {
        Map<String, Object> map = map(weeklyMap());
        map.put("zone", "europe/berlin");
        refused(map, "maintenanceWindows[3].zone: 'europe/berlin' is no zone", "such as Europe/Berlin is legal");
        map.put("zone", "Mars/Olympus");
        refused(map, "maintenanceWindows[3].zone: 'Mars/Olympus' is no zone", "IANA");
        map.remove("zone");
        refused(map, "maintenanceWindows[3].zone: is missing");
    }

    @Test
    void aPlainMapIsRefusedByItsPlace() {
        Map<String, Object> both = map(weeklyMap());
        both.put("once", Map.of("start", "2026-01-01T00:00", "end", "2026-01-02T00:00"));
        refused(both, "maintenanceWindows[3].weekly: is given beside 'once'");
        Map<String, Object> neither = map(weeklyMap());
        neither.remove("weekly");
        refused(neither, "maintenanceWindows[3].weekly: is missing; either 'once' or 'weekly' is legal");
        Map<String, Object> unknown = map(weeklyMap());
        unknown.put("timezone", "Europe/Berlin");
        refused(unknown, "maintenanceWindows[3].timezone: is not known; legal are [id, scope, zone");
        Map<String, Object> scope = map(weeklyMap());
        scope.put("scope", Map.of());
        refused(scope, "maintenanceWindows[3].scope: is empty; at least one is needed of companyId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1320", "24:00", "22", "ten"})
    void aTimeThatIsNoneIsRefused(String start) {
        Map<String, Object> weekly = weeklyMap();
        weekly.put("start", start);
        refused(
                map(weekly),
                "maintenanceWindows[3].weekly.start: '" + start + "' is not legal",
                "a quoted time from '00:00' to '23:59' is");
    }

    @Test
    void weeklyTimesAreRefusedByTheirPlace() {
        Map<String, Object> days = weeklyMap();
        days.put("days", List.of("MONDAY", "Caturday"));
        refused(map(days), "maintenanceWindows[3].weekly.days[1]: 'Caturday' is not legal; legal are [MONDAY,");
        days.put("days", List.of());
        refused(map(days), "maintenanceWindows[3].weekly.days: is empty");
        days.put("days", "MONDAY");
        refused(map(days), "maintenanceWindows[3].weekly.days: 'MONDAY' is not legal; a list is");
        Map<String, Object> zero = weeklyMap();
        zero.put("end", "22:00");
        refused(map(zero), "maintenanceWindows[3].weekly.end: 22:00 is the start as well");
        Map<String, Object> both = weeklyMap();
        both.put("length", "PT8H");
        refused(map(both), "maintenanceWindows[3].weekly.length: is given beside 'end'");
        both.remove("end");
        both.put("length", "8 hours");
        refused(map(both), "maintenanceWindows[3].weekly.length: '8 hours' is not legal; a length such as PT8H is");
        both.remove("length");
        refused(map(both), "maintenanceWindows[3].weekly.length: is missing; either 'end' or 'length' is legal");
        Map<String, Object> dates = weeklyMap();
        dates.put("from", "2026-02-30");
        refused(map(dates), "maintenanceWindows[3].weekly.from: '2026-02-30' is not legal; a date such as");
    }
}

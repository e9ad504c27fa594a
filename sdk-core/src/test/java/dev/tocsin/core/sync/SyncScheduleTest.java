package dev.tocsin.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.sync.SyncSchedule.Daily;
import dev.tocsin.core.sync.SyncSchedule.Every;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncScheduleTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Every QUARTER = new Every(Duration.ofMinutes(15));

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT15M",
        "PT3M, PT15M",
        "PT14M59.999S, PT15M",
        // What is planned for now is not after now.
        "PT15M, PT30M",
        "PT44M, PT45M",
        "PT720H, PT720H15M"
    })
    void anIntervalCountsFromWhenTheLastRunWasPlannedAndLeavesOutWhatItMissed(Duration ended, Duration next) {
        assertThat(QUARTER.next(NOON, NOON.plus(ended))).isEqualTo(NOON.plus(next));
    }

    @Test
    void aClockThatWasTurnedBackMakesNobodyWaitLongerThanTheInterval() {
        assertThat(QUARTER.next(NOON.plus(Duration.ofDays(3)), NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59.999S", "PT0S", "PT-1H", "PT8784H0.001S"})
    void anIntervalOutOfRangeIsRefusedByName(Duration interval) {
        assertThatThrownBy(() -> new Every(interval))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("recurring.schedule.every: " + interval);
    }

    @ParameterizedTest
    @CsvSource({
        // Winter time, then the same day and the next.
        "2026-01-10T01:59:59Z, 03:00, Europe/Berlin, 2026-01-10T02:00:00Z",
        "2026-01-10T02:00:00Z, 03:00, Europe/Berlin, 2026-01-11T02:00:00Z",
        // In Auckland it is already tomorrow.
        "2026-01-10T12:00:00Z, 03:00, Pacific/Auckland, 2026-01-10T14:00:00Z",
        // Clocks are put forward from 2 to 3 on 29 March 2026.
        "2026-03-28T20:00:00Z, 02:30, Europe/Berlin, 2026-03-29T01:30:00Z",
        "2026-03-29T01:30:00Z, 02:30, Europe/Berlin, 2026-03-30T00:30:00Z",
        // They are put back from 3 to 2 on 25 October 2026: the time comes twice, the run once.
        "2026-10-24T20:00:00Z, 02:30, Europe/Berlin, 2026-10-25T00:30:00Z",
        "2026-10-25T00:30:00Z, 02:30, Europe/Berlin, 2026-10-26T01:30:00Z",
        "2026-10-25T01:10:00Z, 02:30, Europe/Berlin, 2026-10-26T01:30:00Z"
    })
    void aDailyRunComesOnceADayByTheClocksOfItsZone(Instant now, LocalTime time, ZoneId zone, Instant next) {
        assertThat(new Daily(time, zone).next(NOON, now)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"every PT15M", "every PT25H", "daily 03:00 Europe/London", "daily 23:59:30 Z"})
    void aScheduleIsReadFromItsText(String text) {
        assertThat(SyncSchedule.parse(text)).hasToString(text);
        assertThat(SyncSchedule.parse("  " + text.replace(" ", "   "))).isEqualTo(SyncSchedule.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hourly",
                "every",
                "every 15",
                "every PT15M or so",
                "daily 25:00 Europe/London",
                "daily 03:00",
                "daily 03:00 Atlantis/Capital"
            })
    void whatIsNoScheduleIsRefusedWithWhatIs(String text) {
        assertThatThrownBy(() -> SyncSchedule.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("recurring.schedule: '" + text + "' is not legal")
                .hasMessageContaining("'every PT15M'");
    }

    @ParameterizedTest
    @EnumSource
    void anEntityIsFoundByItsKey(SyncEntity entity) {
        assertThat(SyncEntity.of(entity.key())).isEqualTo(entity);
        assertThat(entity.key()).isLowerCase();
    }

    @Test
    void anUnknownEntityIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> SyncEntity.of("Companies"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "recurring.entities: 'Companies' is not legal; companies, configurations, users and events are");
    }

    @Test
    void aPlanRunsItsEntitiesInTheirOrderAndCannotBeChanged() {
        Set<SyncEntity> entities = EnumSet.of(SyncEntity.CONFIGURATIONS);
        RecurringSync one = new RecurringSync("cw", entities, QUARTER);
        entities.add(SyncEntity.COMPANIES);
        assertThat(one.entities()).containsExactly(SyncEntity.CONFIGURATIONS);
        assertThat(new RecurringSync("cw", Set.of(SyncEntity.CONFIGURATIONS, SyncEntity.COMPANIES), QUARTER).entities())
                .containsExactly(SyncEntity.COMPANIES, SyncEntity.CONFIGURATIONS);
        assertThatThrownBy(() -> one.entities().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aPlanOfNothingOrForNobodyIsRefused() {
        assertThatThrownBy(() -> new RecurringSync("cw", Set.of(), QUARTER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("recurring.entities")
                .hasMessageContaining("'cw'");
        assertThatThrownBy(() -> new RecurringSync(" ", Set.of(SyncEntity.COMPANIES), QUARTER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("recurring.connection");
    }
}

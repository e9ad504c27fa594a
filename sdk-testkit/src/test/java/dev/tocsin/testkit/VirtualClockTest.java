package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final VirtualClock clock = VirtualClock.at(START);

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());
        assertThat(clock.advance(Duration.ofSeconds(5))).isEqualTo(START.plusSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
        clock.set(START.minusSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(1));
    }

    @Test
    void doesNotAdvanceBackwards() {
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by: PT-0.001S");
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void aCopyInAnotherZoneShowsTheSameMoment() {
        VirtualClock copy = clock.withZone(ZoneId.of("Europe/London"));
        clock.advance(Duration.ofHours(1));
        assertThat(copy.instant()).isEqualTo(START.plusSeconds(3600));
        assertThat(copy.getZone()).isEqualTo(ZoneId.of("Europe/London"));
    }

    @Test
    void aSleeperMovesTheClockAndRemembers() throws InterruptedException {
        VirtualSleeper sleeper = new VirtualSleeper(clock);
        sleeper.sleep(Duration.ofSeconds(2));
        sleeper.sleep(Duration.ofSeconds(-1));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(2));
        assertThat(sleeper.sleeps()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(-1));
    }

    @Test
    void aSleepOfAnInterruptedThreadEndsAtOnce() {
        VirtualSleeper sleeper = new VirtualSleeper(clock);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sleeper.sleep(Duration.ofSeconds(2))).isInstanceOf(InterruptedException.class);
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(sleeper.sleeps()).isEmpty();
    }
}

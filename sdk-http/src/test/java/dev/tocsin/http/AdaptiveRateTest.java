package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdaptiveRateTest {
    private final AdaptiveRate rate = new AdaptiveRate(1_000);
    private Instant now = VirtualTime.START;

    private void answersFor(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plusSeconds(1);
            rate.answered(now);
        }
    }

    private void refuse() {
        rate.refused();
        rate.resumed(now);
    }

    @Test
    void aRefusalHalvesItDownToATwentieth() {
        double[] expected = {500, 250, 125, 62.5, 50, 50};
        for (double rest : expected) {
            refuse();
            assertThat(rate.perMinute()).isEqualTo(rest);
        }
    }

    @Test
    void itNeverFallsBelowOneAMinute() {
        AdaptiveRate slow = new AdaptiveRate(3);
        for (int i = 0; i < 5; i++) {
            slow.refused();
        }
        assertThat(slow.perMinute()).isEqualTo(1);
        AdaptiveRate slowest = new AdaptiveRate(1);
        slowest.refused();
        assertThat(slowest.perMinute()).isEqualTo(1);
        assertThat(slowest.belowCeiling()).isFalse();
    }

    @Test
    void itGrowsInStepsQuicklyToNineTenthsOfWhatWasRefusedAndThenEverLessSlowly() {
        refuse();
        answersFor(Duration.ofSeconds(19));
        assertThat(rate.perMinute()).isEqualTo(500);
        answersFor(Duration.ofSeconds(1));
        assertThat(rate.perMinute()).isEqualTo(600);
        answersFor(Duration.ofSeconds(60));
        assertThat(rate.perMinute()).isEqualTo(900);
        answersFor(Duration.ofSeconds(60));
        assertThat(rate.perMinute()).isEqualTo(906);
        answersFor(Duration.ofSeconds(60));
        assertThat(rate.perMinute()).isEqualTo(921);
        answersFor(Duration.ofSeconds(160));
        assertThat(rate.perMinute()).isEqualTo(1_000);
        assertThat(rate.belowCeiling()).isFalse();
        answersFor(Duration.ofMinutes(60));
        assertThat(rate.perMinute()).as("never beyond the ceiling").isEqualTo(1_000);
    }

    @Test
    void itIsTheTimeWithAnswersThatRaisesItNotTheirNumber() {
        refuse();
        for (int i = 0; i < 10_000; i++) {
            rate.answered(now);
        }
        assertThat(rate.perMinute()).isEqualTo(500);
        now = now.plus(Duration.ofHours(3));
        rate.answered(now);
        assertThat(rate.perMinute()).as("idle hours are no proof").isEqualTo(600);
    }

    @Test
    void fromTheFloorItIsBackWithinAQuarterOfAnHour() {
        for (int i = 0; i < 9; i++) {
            refuse();
        }
        answersFor(Duration.ofMinutes(15));
        assertThat(rate.perMinute()).isEqualTo(1_000);
    }

    @Test
    void aWallClockSetBackDelaysAStepByNoMoreThanAStep() {
        refuse();
        now = now.minus(Duration.ofHours(5));
        rate.answered(now);
        answersFor(AdaptiveRate.STEP);
        assertThat(rate.perMinute()).isEqualTo(600);
    }
}

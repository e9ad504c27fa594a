package dev.tocsin.core.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateEstimateTest {
    private static final Instant T0 = Instant.parse("2026-01-05T08:00:00Z");

    /** The bound that the class documents, against a list of all moments. */
    @Test
    void isWithinItsBoundOfTheExactCount() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            Deque<Instant> exact = new ArrayDeque<>();
            RateEstimate rate = RateEstimate.none(T0);
            Instant now = T0;
            for (int step = 0; step < 3_000; step++) {
                now = now.plusMillis(random.nextInt(random.nextInt(50) == 0 ? 150_000 : 800));
                int arrivals = random.nextInt(4);
                rate = rate.plus(arrivals, now);
                for (int i = 0; i < arrivals; i++) {
                    exact.add(now);
                }
                while (!exact.isEmpty() && !exact.getFirst().isAfter(now.minusSeconds(60))) {
                    exact.removeFirst();
                }
                double over = Duration.between(rate.minute(), now).toNanos() / 6e10;
                double bound = rate.previous() * Math.max(over, 1 - over) + 1;
                assertThat((double) rate.perMinute(now))
                        .as("seed %s step %s", seed, step)
                        .isBetween(exact.size() - bound, exact.size() + bound);
                assertThat(rate.previous() + rate.current()).isGreaterThanOrEqualTo(exact.size());
            }
        }
    }

    @Test
    void isExactForArrivalsThatComeEvenly() {
        RateEstimate rate = RateEstimate.none(T0);
        for (int second = 0; second < 600; second++) {
            rate = rate.plus(2, T0.plusSeconds(second));
        }
        assertThat(rate.perMinute(T0.plusSeconds(599))).isBetween(119, 122);
    }

    @Test
    void fallsWithoutArrivalsAndIsNoughtAfterTwoMinutes() {
        RateEstimate rate = RateEstimate.none(T0).plus(100, T0.plusSeconds(30));
        assertThat(rate.perMinute(T0.plusSeconds(59))).isEqualTo(100);
        assertThat(rate.perMinute(T0.plusSeconds(90))).isEqualTo(50);
        assertThat(rate.perMinute(T0.plusSeconds(120))).isZero();
        assertThat(rate.perMinute(T0.plusSeconds(1_000))).isZero();
    }

    @Test
    void tellsToTheNanosecondFromWhenOnItIsBelowALimit() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            int limit = 1 + random.nextInt(600);
            int percent = 1 + random.nextInt(100);
            RateEstimate rate = new RateEstimate(T0, random.nextInt(900), random.nextInt(900));
            Instant now = T0.plusNanos((long) (random.nextDouble() * 6e10));
            Instant below = rate.belowFrom(percent, limit, now);
            assertThat(below).isBetween(now, T0.plusSeconds(120));
            assertThat(isBelow(rate, percent, limit, below))
                    .as("%s at %s of %s", rate, below, limit)
                    .isTrue();
            if (below.isAfter(now)) {
                assertThat(isBelow(rate, percent, limit, below.minusNanos(1))).isFalse();
            }
        }
    }

    private static boolean isBelow(RateEstimate rate, int percent, int limit, Instant now) {
        RateEstimate at = rate.at(now);
        long over = Duration.between(at.minute(), now).toNanos();
        return 100 * (at.previous() * (60_000_000_000L - over) + at.current() * 60_000_000_000L)
                < percent * (limit * 60_000_000_000L);
    }

    @Test
    void aClockALittleBehindCountsIntoTheCurrentMinuteAndOneFarBehindGoesOnThere() {
        RateEstimate rate = RateEstimate.none(T0).plus(10, T0);
        assertThat(rate.plus(1, T0.minusSeconds(20))).isEqualTo(new RateEstimate(T0, 0, 11));
        Instant back = T0.minus(Duration.ofHours(2));
        assertThat(rate.plus(1, back)).isEqualTo(new RateEstimate(back, 0, 11));
    }

    @Test
    void aCountStopsRatherThanOverflows() {
        RateEstimate rate = RateEstimate.none(T0).plus(Integer.MAX_VALUE, T0).plus(Integer.MAX_VALUE, T0);
        assertThat(rate.current()).isEqualTo(RateEstimate.MOST);
        RateEstimate next = rate.plus(Integer.MAX_VALUE, T0.plusSeconds(60));
        assertThat(next.perMinute(T0.plusSeconds(60))).isEqualTo(2 * RateEstimate.MOST);
        assertThat(next.belowFrom(100, TokenRate.LARGEST, T0.plusSeconds(60)))
                .isEqualTo(T0.plusSeconds(60 + 60 + 48).plusNanos(1));
    }
}

package dev.tocsin.core.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A day in virtual time: one company floods, twenty others go about their business. */
class StormSimulationTest {
    private static final Instant T0 = Instant.parse("2026-01-05T08:00:07Z");
    private static final int EVENTS = 50_000;
    private static final int GROUPS = 6_000;

    /**
     * Ten minutes of quiet, then the flood of 50,000 events in 10 s over thousands of groups of two rules, and an hour of
     * the others. What resolves does so within 40 minutes; the rest is closed by people within five hours.
     */
    private static SimulatedDay run(long seed, boolean flood) {
        return run(StormPolicy.DEFAULTS, seed, flood);
    }

    private static SimulatedDay run(StormPolicy policy, long seed, boolean flood) {
        SimulatedDay day = new SimulatedDay(policy, T0);
        Random ofOthers = new Random(seed);
        Random ofFlood = new Random(seed + 1);
        for (long tick = 0; tick < 10 * 60 * 70; tick++) {
            for (int company = 0; company < 20; company++) {
                if ((tick + company * 7L) % 60 == 0) {
                    Lane lane = ofOthers.nextInt(10) == 0 ? Lane.TOP : Lane.NORMAL;
                    day.event("other" + company + "/" + tick, "other" + company, "r1", lane, "pc");
                    day.resolveIn("other" + company + "/" + tick, Duration.ofSeconds(60 + ofOthers.nextInt(500)));
                }
            }
            if (flood && tick >= 6_000 && tick < 6_100) {
                for (int i = 0; i < EVENTS / 100; i++) {
                    int group = ofFlood.nextInt(GROUPS);
                    Lane lane = group % 100 == 0 ? Lane.TOP : Lane.NORMAL;
                    String name = "flood/" + group;
                    boolean isNew = day.event(name, "flood", "r" + (1 + group % 2), lane, "dc" + group % 37);
                    if (isNew) {
                        day.resolveIn(
                                name,
                                ofFlood.nextInt(10) < 6
                                        ? Duration.ofSeconds(20 + ofFlood.nextInt(2_380))
                                        : Duration.ofMinutes(60 + ofFlood.nextInt(240)));
                    }
                }
            }
            day.step(Duration.ofMillis(100));
        }
        for (int second = 0; second < 8 * 3_600 && !day.isQuiet(); second++) {
            day.step(Duration.ofSeconds(1));
        }
        return day;
    }

    @Test
    void aFloodMakesBudgetedTicketsAndOneStormTicketAndNobodyElseNotices() {
        for (long seed = 1; seed <= 2; seed++) {
            SimulatedDay calm = run(seed, false);
            SimulatedDay storm = run(seed, true);

            assertThat(storm.latencies("other")).isNotEmpty().isEqualTo(calm.latencies("other"));
            assertThat(calm.stormTickets()).isEmpty();

            assertThat(storm.stormTickets()).containsOnlyKeys("flood/r1", "flood/r2");
            assertThat(storm.stormTickets().values()).containsOnly(1);
            assertThat(storm.stormsClosed()).isEqualTo(2);
            assertThat(storm.shortestUpdatePause()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));

            assertWithinBudget(storm.created("flood", Lane.NORMAL), 300, 300);
            assertWithinBudget(storm.created("flood", Lane.TOP), 300, 300);
            assertWithinBudget(storm.created("", Lane.NORMAL), 600, 600);
            // Before the promotion: the burst, and what waited its minute.
            Instant flood = T0.plusSeconds(600);
            assertThat(storm.created("flood", Lane.NORMAL).stream()
                            .filter(at -> at.isBefore(flood.plusSeconds(590)))
                            .count())
                    .isBetween(500L, 600L + 50L);
            assertThat(storm.mostOpen()).isLessThanOrEqualTo(500);

            assertThat(storm.isQuiet()).isTrue();
            assertThat(storm.promoted()).isGreaterThan(500);
            assertThat(storm.eventsOf("flood")).isEqualTo(EVENTS);
            assertThat(storm.fates("flood").keySet())
                    .contains("CLOSED", "ENDED_IN_STORM")
                    .isSubsetOf("CLOSED", "ENDED_IN_STORM", "ENDED_WAITING");
            assertThat(storm.fates("flood").values().stream().mapToInt(i -> i).sum())
                    .isEqualTo(storm.groups("flood"));
            assertThat(storm.fates("other")).containsOnlyKeys("CLOSED");
        }
    }

    @Test
    void theTopPriorityOfTheFloodingCompanyIsNotBehindItsFlood() {
        SimulatedDay day = run(5, true);
        List<Duration> top = day.latencies("flood", Lane.TOP);
        assertThat(top).hasSizeGreaterThan(GROUPS / 110).containsOnly(Duration.ZERO);
        assertThat(day.stormTickets()).hasSize(2);
    }

    /** Here one company may use up all that the MSP has, so that the others' share is a matter of turns alone. */
    @Test
    void aFloodThatUsesUpTheMspsBudgetDelaysOthersByNoMoreThanARound() {
        StormPolicy tight = StormPolicy.builder().msp(600, 10).company(600, 600).build();
        SimulatedDay day = run(tight, 3, true);
        assertThat(day.stormTickets()).containsOnlyKeys("flood/r1", "flood/r2");
        assertThat(day.fates("other")).containsOnlyKeys("CLOSED");
        assertWithinBudget(day.created("", Lane.NORMAL), 600, 10);
        // One group of each of 21 companies at 10 a second, and the step of the simulation.
        assertThat(day.latencies("other", Lane.NORMAL)).allMatch(wait -> wait.toMillis() <= 2_100 + 100);
        assertThat(day.latencies("other", Lane.TOP)).containsOnly(Duration.ZERO);
        assertThat(day.latencies("flood", Lane.NORMAL)).anyMatch(wait -> wait.toSeconds() > 20);
    }

    /** At most {@code burst + rate × t} in any time t. */
    private static void assertWithinBudget(List<Instant> created, int perMinute, int burst) {
        List<Instant> times = new ArrayList<>(created);
        for (int from = 0; from < times.size(); from++) {
            for (int to = from; to < times.size(); to++) {
                long nanos = Duration.between(times.get(from), times.get(to)).toNanos();
                long allowed = burst + nanos / (60_000_000_000L / perMinute);
                if (to - from + 1 > allowed) {
                    assertThat((long) to - from + 1)
                            .as("creates from %s to %s", times.get(from), times.get(to))
                            .isLessThanOrEqualTo(allowed);
                }
            }
        }
    }
}

package dev.tocsin.core.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.storm.FairQueue.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private static final Instant T0 = Instant.parse("2026-01-05T08:00:00Z");
    private static final StormPolicy POLICY = StormPolicy.DEFAULTS;
    private final FairQueue queue = new FairQueue(POLICY);

    private static Map<Lane, LaneState> full() {
        return Map.of(Lane.TOP, LaneState.full(POLICY.top(), T0), Lane.NORMAL, LaneState.full(POLICY.normal(), T0));
    }

    private static Waiting normal(long id, String company, int second) {
        return new Waiting(id, company, Lane.NORMAL, T0.plusSeconds(second));
    }

    @Test
    void companiesTakeTurnsAndWithinACompanyTheLongestWaitComesFirst() {
        FairQueue.Turns turns = queue.choose(
                full(),
                List.of(
                        normal(1, "a", 0),
                        normal(2, "a", 0),
                        normal(3, "a", 1),
                        normal(4, "b", 9),
                        normal(5, "c", 8),
                        normal(6, "c", 7)),
                100,
                T0);
        assertThat(turns.chosen()).extracting(Waiting::incidentId).containsExactly(1L, 4L, 6L, 2L, 5L, 3L);
        assertThat(turns.nextAt()).isNull();
    }

    @Test
    void theTopPriorityComesFirstAndFromItsOwnBudget() {
        Map<Lane, LaneState> lanes = new HashMap<>(full());
        lanes.put(Lane.NORMAL, new LaneState(new CreateBudget(0, T0), Map.of(), ""));
        Waiting top = new Waiting(9, "z", Lane.TOP, T0.plusSeconds(99));
        FairQueue.Turns turns = queue.choose(lanes, List.of(normal(1, "a", 0), top), 100, T0);
        assertThat(turns.chosen()).containsExactly(top);
        assertThat(turns.nextAt()).isEqualTo(T0.plusMillis(100));
        assertThat(queue.choose(full(), List.of(normal(1, "a", 0), top), 1, T0).chosen())
                .containsExactly(top);
    }

    @Test
    void theRingGoesOnBehindTheCompanyThatWasServedLast() {
        List<Waiting> waiting = List.of(normal(1, "a", 0), normal(2, "a", 0), normal(3, "b", 0), normal(4, "c", 0));
        FairQueue.Turns first = queue.choose(full(), waiting, 1, T0);
        assertThat(first.chosen()).extracting(Waiting::incidentId).containsExactly(1L);
        FairQueue.Turns second = queue.choose(first.after(), waiting.subList(1, 4), 2, T0);
        assertThat(second.chosen()).extracting(Waiting::incidentId).containsExactly(3L, 4L);
        assertThat(second.nextAt()).isEqualTo(T0);
    }

    @Test
    void aCompanyWhoseBudgetIsUsedUpHoldsUpNobody() {
        LaneState spent =
                new LaneState(CreateBudget.full(POLICY.normal().msp(), T0), Map.of("a", new CreateBudget(0, T0)), "");
        Map<Lane, LaneState> lanes = Map.of(Lane.TOP, LaneState.full(POLICY.top(), T0), Lane.NORMAL, spent);
        FairQueue.Turns turns = queue.choose(lanes, List.of(normal(1, "a", 0), normal(2, "b", 5)), 10, T0);
        assertThat(turns.chosen()).extracting(Waiting::incidentId).containsExactly(2L);
        assertThat(turns.nextAt()).isEqualTo(T0.plusMillis(200));
    }

    /** One company floods; the others come and go. The documented bound is checked for each of their groups. */
    @Test
    void noOneWaitsLongerThanTheBoundHoweverLargeTheFloodIs() {
        for (long seed = 0; seed < 25; seed++) {
            Random random = new Random(seed);
            FairQueue tight = new FairQueue(
                    StormPolicy.builder().msp(600, 1).company(600, 600).build());
            CreateBudgets.Rates rates = new CreateBudgets.Rates(new TokenRate(600, 1), new TokenRate(600, 600));
            Map<Lane, LaneState> lanes =
                    Map.of(Lane.TOP, LaneState.full(POLICY.top(), T0), Lane.NORMAL, LaneState.full(rates, T0));
            int companies = 2 + random.nextInt(8);
            List<Waiting> waiting = new ArrayList<>();
            Map<Long, Long> servedBefore = new HashMap<>();
            Map<Long, Integer> position = new HashMap<>();
            Map<String, Long> lastOf = new HashMap<>();
            long id = 0;
            long served = 0;
            for (int step = 0; step < 2_000; step++) {
                Instant now = T0.plusMillis(100L * step);
                int flood = random.nextInt(4);
                for (int i = 0; i < flood; i++) {
                    // The flood's name is first or last in the ring, by turns of the seed.
                    waiting.add(new Waiting(++id, seed % 2 == 0 ? "0" : "z", Lane.NORMAL, now));
                }
                if (random.nextInt(12) == 0) {
                    String company = "c" + random.nextInt(companies - 1);
                    long own = waiting.stream()
                            .filter(one -> one.companyId().equals(company))
                            .count();
                    waiting.add(new Waiting(++id, company, Lane.NORMAL, now));
                    servedBefore.put(id, served);
                    position.put(id, (int) own + 1);
                }
                FairQueue.Turns turns = tight.choose(lanes, waiting, 50, now);
                lanes = turns.after();
                for (Waiting one : turns.chosen()) {
                    Long began = servedBefore.remove(one.incidentId());
                    if (began != null) {
                        int k = position.get(one.incidentId());
                        assertThat(served - began)
                                .as("seed %s, group %s", seed, one)
                                .isLessThan((long) k * companies);
                        assertThat(one.since().plusMillis(100L * k * companies)).isAfterOrEqualTo(now);
                    }
                    assertThat(lastOf.getOrDefault(one.companyId(), 0L)).isLessThan(one.incidentId());
                    lastOf.put(one.companyId(), one.incidentId());
                    served++;
                }
                waiting.removeAll(turns.chosen());
            }
            assertThat(served).isBetween(1_990L, 2_000L);
        }
    }

    @Test
    void theBacklogCountsOfEachOtherCompanyOnlyWhatHasATurnBefore() {
        Map<String, Integer> waiting = Map.of("flood", 5_000, "a", 2, "b", 1);
        assertThat(FairQueue.ahead(waiting, "new")).isEqualTo(new Backlog(3, 0));
        assertThat(FairQueue.ahead(waiting, "a")).isEqualTo(new Backlog(2 + 3 + 1, 2));
        assertThat(FairQueue.ahead(waiting, "flood")).isEqualTo(new Backlog(5_003, 5_000));
    }

    @Test
    void companiesWhoseBudgetIsFullAgainAreForgotten() {
        LaneState lane = LaneState.full(POLICY.normal(), T0);
        CreateBudgets budgets = lane.budgets("a", POLICY.normal(), T0);
        CreateBudgets paid = ((BudgetAnswer.Granted<CreateBudgets>)
                        budgets.take("a", POLICY.normal(), Backlog.NONE, POLICY.longestWait(), T0))
                .after();
        LaneState after = lane.paid("a", paid);
        assertThat(after.budgets("a", POLICY.normal(), T0)).isEqualTo(paid);
        assertThat(after.withoutFull(POLICY.normal(), T0).companies()).containsOnlyKeys("a");
        assertThat(after.withoutFull(POLICY.normal(), T0.plusMillis(200)).companies())
                .isEmpty();
    }

    @Test
    void bothLanesAreNeeded() {
        assertThatThrownBy(() -> queue.choose(Map.of(), List.of(), 1, T0)).hasMessageContaining("TOP is missing");
    }
}

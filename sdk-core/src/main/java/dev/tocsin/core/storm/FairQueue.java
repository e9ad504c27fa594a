package dev.tocsin.core.storm;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose ticket is created next: the top priority first; within a lane one create of each company in turn, in a fixed
 * ring that goes on behind the company that was served last; within a company those that wait longest first. A company
 * whose own budget is used up is passed over and holds up nobody.
 *
 * <p>The bound: between two turns of a company each other one is served at most once. So a group that is the k-th of its
 * company is created after at most {@code (k - 1) + k × (C - 1)} others, with C the companies that wait meanwhile. While
 * its company's budget lasts and the MSP's fills with R a second, it waits at most {@code k × C / R} seconds, however
 * many groups of others wait.
 *
 * <p>Pure and thread-safe.
 */
public final class FairQueue {
    private static final Comparator<Waiting> LONGEST_FIRST =
            Comparator.comparing(Waiting::since).thenComparingLong(Waiting::incidentId);

    private final StormPolicy policy;

    /** A queue under a policy. */
    public FairQueue(StormPolicy policy) {
        this.policy = policy;
    }

    /**
     * A group that waits for its ticket.
     *
     * @param incidentId the incident
     * @param companyId its company
     * @param lane its lane
     * @param since when it began to wait
     */
    public record Waiting(long incidentId, String companyId, Lane lane, Instant since) {}

    /**
     * Whose turn it is.
     *
     * @param chosen those whose tickets are created now, in this order
     * @param after the lanes afterwards, to be kept in the transaction that plans the creates
     * @param nextAt when the next of the others can have its turn, or null if none is left waiting
     */
    public record Turns(
            List<Waiting> chosen,
            Map<Lane, LaneState> after,
            @Nullable Instant nextAt) {
        /** Copies the collections. */
        public Turns {
            chosen = List.copyOf(chosen);
            after = Map.copyOf(after);
        }
    }

    /**
     * Chooses.
     *
     * @param lanes both lanes
     * @param waiting those that wait: of each company at least its first, as many of each as there may be turns
     * @param limit how many at most
     */
    public Turns choose(Map<Lane, LaneState> lanes, Collection<Waiting> waiting, int limit, Instant now) {
        List<Waiting> chosen = new ArrayList<>();
        Map<Lane, LaneState> after = new EnumMap<>(Lane.class);
        Instant nextAt = null;
        for (Lane lane : Lane.values()) {
            LaneState before = lanes.get(lane);
            if (before == null) {
                throw new IllegalArgumentException("lanes: " + lane + " is missing; both are needed");
            }
            CreateBudgets.Rates rates = policy.rates(lane);
            Ring ring = new Ring(before, rates, now);
            waiting.stream()
                    .filter(one -> one.lane() == lane)
                    .sorted(LONGEST_FIRST)
                    .forEach(ring::add);
            ring.choose(chosen, limit);
            after.put(lane, ring.after());
            nextAt = earlier(nextAt, ring.nextAt());
        }
        return new Turns(chosen, after, nextAt);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /**
     * How many creates are served before the next one of a company, at most: all of its own that wait, and of each other
     * company as many as have a turn before that.
     *
     * @param waiting how many of each company wait, in one lane
     */
    public static Backlog ahead(Map<String, Integer> waiting, String companyId) {
        long own = waiting.getOrDefault(companyId, 0);
        long others = 0;
        for (Map.Entry<String, Integer> company : waiting.entrySet()) {
            if (!company.getKey().equals(companyId)) {
                others += Math.min(company.getValue(), own + 1);
            }
        }
        return new Backlog(own + others, own);
    }

    /** One lane's companies in their turns. */
    private static final class Ring {
        private final CreateBudgets.Rates rates;
        private final Instant now;
        private final TreeMap<String, Deque<Waiting>> ready = new TreeMap<>();
        private final Map<String, CreateBudget> companies;
        private final List<String> passedOver = new ArrayList<>();
        private CreateBudget msp;
        private String last;

        Ring(LaneState lane, CreateBudgets.Rates rates, Instant now) {
            this.rates = rates;
            this.now = now;
            companies = new TreeMap<>(lane.companies());
            msp = lane.msp();
            last = lane.lastServed();
        }

        void add(Waiting waiting) {
            ready.computeIfAbsent(waiting.companyId(), id -> new ArrayDeque<>()).add(waiting);
        }

        void choose(List<Waiting> chosen, int limit) {
            while (chosen.size() < limit && !ready.isEmpty() && msp.available(rates.msp(), now) > 0) {
                String behind = ready.higherKey(last);
                String company = behind == null ? ready.firstKey() : behind;
                Deque<Waiting> own = ready.get(company);
                CreateBudget budget = budget(company);
                if (own == null || budget.available(rates.company(), now) == 0) {
                    ready.remove(company);
                    passedOver.add(company);
                    continue;
                }
                msp = taken(msp, rates.msp());
                companies.put(company, taken(budget, rates.company()));
                chosen.add(own.removeFirst());
                last = company;
                if (own.isEmpty()) {
                    ready.remove(company);
                }
            }
        }

        private CreateBudget taken(CreateBudget budget, TokenRate rate) {
            CreateBudget filled = budget.filled(rate, now);
            return new CreateBudget(filled.level() - CreateBudget.TOKEN, filled.at());
        }

        private CreateBudget budget(String company) {
            CreateBudget known = companies.get(company);
            return known == null ? CreateBudget.full(rates.company(), now) : known;
        }

        LaneState after() {
            return new LaneState(msp, companies, last);
        }

        @Nullable
        Instant nextAt() {
            Instant soonest = null;
            passedOver.addAll(ready.keySet());
            for (String company : passedOver) {
                soonest = earlier(soonest, new CreateBudgets(msp, budget(company)).possibleAt(rates, now));
            }
            return soonest;
        }
    }
}

package dev.tocsin.core.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.storm.FairQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The engine and the store in miniature, around the room under test: groups, a queue, storms, and virtual time. */
final class SimulatedDay {
    /** What the store hands out of each company in one round. */
    private static final int SLICE = 25;

    private enum State {
        NEW,
        WAITING,
        TICKET,
        ABSORBED,
        CLOSED,
        ENDED_IN_STORM,
        ENDED_WAITING
    }

    private static final class Group {
        final long id;
        final String company;
        final StormKey key;
        final Lane lane;
        final String asset;
        final Instant came;
        State state = State.NEW;
        Instant since;
        long events;

        @Nullable
        Instant ticketAt;

        Group(long id, StormKey key, Lane lane, String asset, Instant came) {
            this.id = id;
            this.company = key.companyId();
            this.key = key;
            this.lane = lane;
            this.asset = asset;
            this.came = came;
            this.since = came;
        }
    }

    private record Ending(Instant at, Group group) {}

    private final StormPolicy policy;
    private final StormGate gate;
    private final StormLife life;
    private final FairQueue queue;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<Long, Group> byId = new HashMap<>();
    private final PriorityQueue<Ending> endings =
            new PriorityQueue<>(Comparator.comparing(Ending::at).thenComparingLong(ending -> ending.group().id));
    private final Map<Lane, Map<String, LinkedHashSet<Group>>> waiting = new EnumMap<>(Lane.class);
    private final Map<StormKey, LinkedHashSet<Group>> held = new HashMap<>();
    private final Map<StormKey, Map<Lane, Integer>> open = new HashMap<>();
    private final Map<StormKey, StormState> storms = new LinkedHashMap<>();
    private final Map<StormKey, Instant> restUntil = new HashMap<>();
    private final Map<String, Integer> stormTickets = new TreeMap<>();
    private final Map<StormKey, Instant> lastTold = new HashMap<>();
    private Map<Lane, LaneState> lanes = new EnumMap<>(Lane.class);
    private Duration shortestPause = Duration.ofDays(1);
    private int stormsClosed;
    private int promoted;
    private int mostOpen;
    private Instant now;

    SimulatedDay(StormPolicy policy, Instant begin) {
        this.policy = policy;
        gate = new StormGate(policy);
        life = new StormLife(policy);
        queue = new FairQueue(policy);
        now = begin;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, LaneState.full(policy.rates(lane), begin));
            waiting.put(lane, new TreeMap<>());
        }
    }

    /** An event now; whether it began a group. */
    boolean event(String name, String company, String rule, Lane lane, String asset) {
        Group known = groups.get(name);
        if (known != null) {
            known.events++;
            StormState storm = storms.get(known.key);
            if (known.state == State.ABSORBED && storm != null) {
                storms.put(known.key, life.joined(storm, Severity.HIGH, asset, 1));
            }
            return false;
        }
        Group group = new Group(groups.size() + 1, new StormKey(MspId.SINGLE, company, rule), lane, asset, now);
        group.events = 1;
        groups.put(name, group);
        byId.put(group.id, group);
        decide(group);
        return true;
    }

    private void decide(Group group) {
        CreateRequest request = new CreateRequest(
                group.key,
                group.lane,
                open(group.key, group.lane),
                FairQueue.ahead(counts(group.lane), group.company),
                lane(group.lane).budgets(group.company, policy.rates(group.lane), now),
                storms.get(group.key),
                KillSwitches.NONE);
        StormDecision decision = gate.decide(request, now);
        if (decision instanceof StormDecision.Create create) {
            lanes.put(group.lane, lane(group.lane).paid(group.company, create.after()));
            counted(group, 1);
            ticket(group);
        } else if (decision instanceof StormDecision.Wait) {
            counted(group, 1);
            await(group);
        } else if (decision instanceof StormDecision.Absorb) {
            StormState storm = storms.get(group.key);
            if (storm == null) {
                storm = life.begin(group.key, now);
                stormTickets.merge(group.company + "/" + group.key.ruleId(), 1, Integer::sum);
                lastTold.put(group.key, now);
            }
            storms.put(group.key, life.absorb(storm, group.lane, Severity.HIGH, group.asset, group.events, now));
            group.state = State.ABSORBED;
            held.computeIfAbsent(group.key, key -> new LinkedHashSet<>()).add(group);
        }
    }

    private LaneState lane(Lane lane) {
        return Optional.ofNullable(lanes.get(lane)).orElseThrow();
    }

    private Map<String, LinkedHashSet<Group>> queued(Lane lane) {
        return Optional.ofNullable(waiting.get(lane)).orElseThrow();
    }

    private Map<String, Integer> counts(Lane lane) {
        Map<String, Integer> counts = new HashMap<>();
        queued(lane).forEach((company, of) -> counts.put(company, of.size()));
        return counts;
    }

    private int open(StormKey key, Lane lane) {
        return open.getOrDefault(key, Map.of()).getOrDefault(lane, 0);
    }

    private void counted(Group group, int change) {
        open.computeIfAbsent(group.key, key -> new EnumMap<>(Lane.class)).merge(group.lane, change, Integer::sum);
        mostOpen = Math.max(mostOpen, open(group.key, group.lane));
    }

    private void await(Group group) {
        group.state = State.WAITING;
        group.since = now;
        queued(group.lane)
                .computeIfAbsent(group.company, company -> new LinkedHashSet<>())
                .add(group);
    }

    private void ticket(Group group) {
        group.state = State.TICKET;
        group.ticketAt = now;
    }

    private void leaveQueue(Group group) {
        Set<Group> own = queued(group.lane).getOrDefault(group.company, new LinkedHashSet<>());
        own.remove(group);
        if (own.isEmpty()) {
            queued(group.lane).remove(group.company);
        }
    }

    /** The group is resolved, or closed by a person, after a while. */
    void resolveIn(String name, Duration after) {
        endings.add(new Ending(
                now.plus(after), Optional.ofNullable(groups.get(name)).orElseThrow()));
    }

    void step(Duration time) {
        now = now.plus(time);
        for (Ending next = endings.peek(); next != null && !next.at().isAfter(now); next = endings.peek()) {
            end(endings.remove().group());
        }
        for (StormKey key : List.copyOf(storms.keySet())) {
            if (!restUntil.getOrDefault(key, now).isAfter(now)) {
                tick(key);
            }
        }
        serve();
    }

    private void end(Group group) {
        switch (group.state) {
            case TICKET -> {
                group.state = State.CLOSED;
                counted(group, -1);
            }
            case WAITING -> {
                group.state = State.ENDED_WAITING;
                leaveQueue(group);
                counted(group, -1);
            }
            case ABSORBED -> {
                group.state = State.ENDED_IN_STORM;
                held(group.key).remove(group);
                storms.computeIfPresent(group.key, (key, storm) -> life.resolved(storm, group.lane, 1));
            }
            default -> throw new AssertionError(group.id + " ended twice");
        }
    }

    private LinkedHashSet<Group> held(StormKey key) {
        return Optional.ofNullable(held.get(key)).orElseThrow();
    }

    private void tick(StormKey key) {
        for (int round = 0; round < 10; round++) {
            StormState storm = Optional.ofNullable(storms.get(key)).orElseThrow();
            assertThat(storm.held()).isEqualTo(held(key).size());
            StormStep step = life.tick(storm, room(key, Lane.TOP), room(key, Lane.NORMAL), null, now);
            if (step instanceof StormStep.Rest rest) {
                assertThat(rest.until()).isAfter(now);
                restUntil.put(key, rest.until());
                return;
            } else if (step instanceof StormStep.Promote promote) {
                List<Group> chosen = held(key).stream()
                        .filter(group -> group.lane == promote.lane())
                        .limit(promote.groups())
                        .toList();
                assertThat(chosen).hasSize(promote.groups());
                chosen.forEach(group -> {
                    held(key).remove(group);
                    counted(group, 1);
                    await(group);
                });
                promoted += chosen.size();
                storms.put(key, life.promoted(storm, promote.lane(), chosen.size()));
            } else if (step instanceof StormStep.Update update) {
                Duration pause = Duration.between(
                        Optional.ofNullable(lastTold.put(key, now)).orElseThrow(), now);
                shortestPause = pause.compareTo(shortestPause) < 0 ? pause : shortestPause;
                storms.put(key, update.after());
            } else {
                assertThat(held(key)).isEmpty();
                assertThat(storm.groups()).isEqualTo(storm.promoted() + storm.resolved());
                storms.remove(key);
                stormsClosed++;
                return;
            }
        }
        throw new AssertionError("the storm of " + key + " does not come to rest");
    }

    private StormLife.Room room(StormKey key, Lane lane) {
        Set<Group> own = queued(lane).getOrDefault(key.companyId(), new LinkedHashSet<>());
        return new StormLife.Room(
                open(key, lane), own.size(), lane(lane).budgets(key.companyId(), policy.rates(lane), now));
    }

    private void serve() {
        List<Waiting> slice = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            for (Set<Group> own : queued(lane).values()) {
                own.stream()
                        .limit(SLICE)
                        .forEach(group -> slice.add(new Waiting(group.id, group.company, lane, group.since)));
            }
        }
        FairQueue.Turns turns = queue.choose(lanes, slice, 100, now);
        lanes = new EnumMap<>(turns.after());
        for (Waiting one : turns.chosen()) {
            Group group = Optional.ofNullable(byId.get(one.incidentId())).orElseThrow();
            leaveQueue(group);
            ticket(group);
        }
    }

    boolean isQuiet() {
        return endings.isEmpty() && storms.isEmpty();
    }

    List<Duration> latencies(String company) {
        List<Duration> all = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            all.addAll(latencies(company, lane));
        }
        return all;
    }

    /** From a group's first event to its ticket, of companies whose name begins so. */
    List<Duration> latencies(String company, Lane lane) {
        List<Duration> all = new ArrayList<>();
        for (Group group : groups.values()) {
            if (group.company.startsWith(company) && group.lane == lane && group.ticketAt != null) {
                all.add(Duration.between(group.came, group.ticketAt));
            }
        }
        return all;
    }

    List<Instant> created(String company, Lane lane) {
        List<Instant> all = new ArrayList<>();
        for (Group group : groups.values()) {
            if (group.company.startsWith(company) && group.lane == lane && group.ticketAt != null) {
                all.add(group.ticketAt);
            }
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }

    Map<String, Integer> fates(String company) {
        Map<String, Integer> fates = new TreeMap<>();
        groups.values().stream()
                .filter(group -> group.company.startsWith(company))
                .forEach(group -> fates.merge(group.state.name(), 1, Integer::sum));
        return fates;
    }

    int groups(String company) {
        return (int) groups.values().stream()
                .filter(group -> group.company.startsWith(company))
                .count();
    }

    long eventsOf(String company) {
        return groups.values().stream()
                .filter(group -> group.company.startsWith(company))
                .mapToLong(group -> group.events)
                .sum();
    }

    Map<String, Integer> stormTickets() {
        return stormTickets;
    }

    int stormsClosed() {
        return stormsClosed;
    }

    int promoted() {
        return promoted;
    }

    int mostOpen() {
        return mostOpen;
    }

    Duration shortestUpdatePause() {
        return shortestPause;
    }
}

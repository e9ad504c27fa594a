package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.storm.KillSwitches;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.LaneState;
import dev.tocsin.core.storm.StormKey;
import dev.tocsin.core.storm.StormPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What storm protection knows within one transaction: read once, changed here, and written once at its end, so that a
 * slice of hundreds costs little more than one. Not thread-safe.
 */
final class StormRound {
    /** An incident whose turn may have come. */
    record Candidate(Incident incident, String reason) {}

    private record Ceiling(StormKey key, Lane lane) {}

    private final StoreSession session;
    private final MspId msp;
    private final StormPolicy policy;
    private final Instant now;
    private final Map<Lane, LaneState> lanes = new EnumMap<>(Lane.class);
    private final Set<Lane> paid = EnumSet.noneOf(Lane.class);
    private final Map<Lane, Map<String, Integer>> waiting = new EnumMap<>(Lane.class);
    private final Map<Ceiling, Integer> open = new HashMap<>();
    private final Map<StormKey, Optional<StoredStorm>> storms = new HashMap<>();
    private final Set<StormKey> changed = new LinkedHashSet<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private @Nullable KillSwitches switches;

    StormRound(StoreSession session, MspId msp, StormPolicy policy, Instant now) {
        this.session = session;
        this.msp = msp;
        this.policy = policy;
        this.now = now;
    }

    StoreSession session() {
        return session;
    }

    MspId msp() {
        return msp;
    }

    Instant now() {
        return now;
    }

    /** The budgets of a lane. */
    LaneState lane(Lane lane) {
        return lanes.computeIfAbsent(
                lane, any -> session.storms().lane(msp, lane).orElseGet(() -> LaneState.full(policy.rates(lane), now)));
    }

    /** Both lanes. */
    Map<Lane, LaneState> lanes() {
        for (Lane lane : Lane.values()) {
            lane(lane);
        }
        return lanes;
    }

    /** The budgets of a lane after creates were paid from them. */
    void paid(Lane lane, LaneState after) {
        lanes.put(lane, after);
        paid.add(lane);
    }

    /** How many of each company wait for their turn. */
    Map<String, Integer> waiting(Lane lane) {
        return waiting.computeIfAbsent(
                lane, any -> new HashMap<>(session.storms().waiting(msp, lane)));
    }

    /** More or fewer of a company wait. */
    void waits(Lane lane, String companyId, int change) {
        waiting(lane).merge(companyId, change, (known, more) -> Math.max(0, known + more));
    }

    /** How many places below a ceiling are taken. */
    int open(StormKey key, Lane lane) {
        return open.computeIfAbsent(
                new Ceiling(key, lane), any -> session.storms().openTickets(key, lane));
    }

    /** More places below a ceiling are taken. */
    void opens(StormKey key, Lane lane, int more) {
        open.put(new Ceiling(key, lane), open(key, lane) + more);
    }

    /** The storm of a company and rule, or null. */
    @Nullable
    StoredStorm storm(StormKey key) {
        return storms.computeIfAbsent(key, any -> session.storms().storm(key)).orElse(null);
    }

    /** Keeps a new or a changed storm. */
    void put(StoredStorm storm) {
        storms.put(storm.state().key(), Optional.of(storm));
        changed.add(storm.state().key());
    }

    /** Forgets a storm. */
    void end(StormKey key) {
        storms.put(key, Optional.empty());
        changed.add(key);
    }

    /** What is switched off. */
    KillSwitches switches() {
        if (switches == null) {
            switches = session.killSwitches().of(msp);
        }
        return switches;
    }

    /** Keeps an incident for the fair queue at the end of the round. */
    void candidate(Incident incident, String reason) {
        candidates.add(new Candidate(incident, reason));
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** Writes what was changed. */
    void save() {
        for (Lane lane : paid) {
            session.storms().save(msp, lane, lane(lane).withoutFull(policy.rates(lane), now));
        }
        for (StormKey key : changed) {
            StoredStorm storm = Objects.requireNonNull(storms.get(key)).orElse(null);
            if (storm == null) {
                session.storms().end(key);
            } else {
                session.storms().save(storm);
            }
        }
        paid.clear();
        changed.clear();
    }
}

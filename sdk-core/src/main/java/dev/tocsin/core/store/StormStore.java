package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.LaneState;
import dev.tocsin.core.storm.StormKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of creates and the storms, shared by all workers of a store. What a work that writes reads here is held
 * until it ends, so that no two workers pay from the same token.
 */
public interface StormStore {
    /** The budgets of a lane, of the companies that are not full; empty if nothing was ever taken from them. */
    Optional<LaneState> lane(MspId msp, Lane lane);

    /** Keeps the budgets of a lane; those of companies that it does not name are forgotten, and so are full. */
    void save(MspId msp, Lane lane, LaneState state);

    /** How many incidents of each company wait in the fair queue of a lane; companies without any are absent. */
    Map<String, Integer> waiting(MspId msp, Lane lane);

    /** How many incidents of a lane take a place below the ceiling of a company and rule. */
    int openTickets(StormKey key, Lane lane);

    /** The absorbed incidents of a company and rule in a lane that stand for something, by their ids, at most so many. */
    List<Incident> held(StormKey key, Lane lane, int limit);

    /** The live incidents of an MSP whose note waits, as their tickets had as many as they take, by their ids. */
    List<Incident> noteWaits(MspId msp, Instant now);

    /** The storm of a company and rule; empty if there is none. */
    Optional<StoredStorm> storm(StormKey key);

    /** The storms of an MSP, those that began first in front. */
    List<StoredStorm> storms(MspId msp);

    /** The storms of an MSP that are due at or before a moment, those due first in front. */
    List<StoredStorm> due(MspId msp, Instant now, int limit);

    /** When the next storm of an MSP is due; null if there is none. */
    @Nullable
    Instant nextDue(MspId msp);

    /** Keeps a new or a changed storm. */
    void save(StoredStorm storm);

    /** Forgets a storm that is over. */
    void end(StormKey key);
}

package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Intents. The store refuses a second open create of an incident, a reference that is taken, and a change under a
 * token that is not the latest.
 */
public interface IntentStore {
    /** A number for a new intent, larger than all before. */
    long nextId();

    /** Keeps new intents. */
    void add(Collection<Intent> intents);

    /**
     * Keeps changes. An intent that was just claimed has the token after the stored one; any other has the stored one.
     *
     * @throws StoreException if a token is older: another worker has taken the intent up meanwhile
     */
    void save(Collection<Intent> intents);

    /** One intent; empty if there is none. */
    Optional<Intent> get(long id);

    /**
     * The intents of an MSP that are due at or before a moment and held by nobody, or by a worker whose lease ended at
     * or before it, held until the transaction ends. If no more than the limit are due, those due first in front and then
     * by id. Else the lanes of the companies take turns, as with incidents, at least among the first thousand of a
     * connection; within a lane of a company those due first come first.
     *
     * @param connections the ids of the connections to serve
     */
    List<Intent> due(MspId msp, Instant now, Collection<String> connections, int limit);

    /**
     * When the next intent of an MSP on these connections can be taken up: when it is due, or when the lease of the
     * worker that holds it ends; null if none can.
     */
    @Nullable
    Instant nextDue(MspId msp, Collection<String> connections);

    /** The open intents of an incident, oldest first. */
    List<Intent> openOf(long incidentId);

    /** All intents of an incident, oldest first. */
    List<Intent> of(long incidentId);

    /** The creates of an MSP with these references, by reference; references of no intent are absent. */
    Map<String, Intent> byReference(MspId msp, Collection<String> references);

    /** The intents of an MSP in some states, oldest first. */
    List<Intent> inState(MspId msp, Collection<IntentState> states, int limit);
}

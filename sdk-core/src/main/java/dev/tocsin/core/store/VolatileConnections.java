package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.HashMap;
import java.util.Map;

/** What is known of PSA connections, in memory. */
final class VolatileConnections implements ConnectionStore {
    /** A connection of an MSP. */
    private record Connection(MspId msp, String id) {}

    private final VolatileTransaction transaction;
    private final Map<Connection, ConnectionState> states = new HashMap<>();

    VolatileConnections(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public ConnectionState get(MspId msp, String connectionId) {
        transaction.reading();
        ConnectionState state = states.get(new Connection(msp, connectionId));
        return state == null ? ConnectionState.unknown(msp, connectionId) : state;
    }

    @Override
    public void save(ConnectionState state) {
        transaction.writing();
        long version = get(state.msp(), state.connectionId()).version();
        if (state.version() != version) {
            throw transaction.refused("connection '" + state.connectionId() + "' has version " + version
                    + "; a change of version " + state.version() + " is not legal");
        }
        transaction.put(
                states,
                new Connection(state.msp(), state.connectionId()),
                new ConnectionState(
                        state.msp(),
                        state.connectionId(),
                        state.proven(),
                        state.provenAt(),
                        state.rejected(),
                        state.probeIntent(),
                        state.pausedUntil(),
                        state.pausedReason(),
                        state.polledUntil(),
                        state.nextPollAt(),
                        state.topPriority(),
                        state.psaVersion(),
                        version + 1));
    }
}

package dev.tocsin.core.listen;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.ConnectionStore;
import dev.tocsin.core.store.ForwardingSession;
import dev.tocsin.core.store.IncidentStore;
import dev.tocsin.core.store.IntentStore;
import dev.tocsin.core.store.StoreSession;

/** A session that notes what is changed through it. */
final class ListeningSession extends ForwardingSession {
    private final Changes changes;

    ListeningSession(StoreSession session, Changes changes) {
        super(session);
        this.changes = changes;
    }

    @Override
    public IncidentStore incidents() {
        return new ListeningIncidents(super.incidents(), changes);
    }

    @Override
    public IntentStore intents() {
        return new ListeningIntents(super.intents(), changes);
    }

    @Override
    public ConnectionStore connections() {
        ConnectionStore connections = super.connections();
        return new ConnectionStore() {
            @Override
            public ConnectionState get(MspId msp, String connectionId) {
                return connections.get(msp, connectionId);
            }

            @Override
            public void save(ConnectionState state) {
                ConnectionState before = connections.get(state.msp(), state.connectionId());
                connections.save(state);
                changes.connection(before, state);
            }
        };
    }
}

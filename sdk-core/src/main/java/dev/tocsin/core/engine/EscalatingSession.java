package dev.tocsin.core.engine;

import dev.tocsin.core.store.ForwardingSession;
import dev.tocsin.core.store.IncidentStore;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;

/** A session in which saved incidents wake their escalations. */
final class EscalatingSession extends ForwardingSession {
    private final Instant now;

    EscalatingSession(StoreSession session, Instant now) {
        super(session);
        this.now = now;
    }

    @Override
    public IncidentStore incidents() {
        return new EscalatingIncidents(super.incidents(), escalations(), now);
    }
}

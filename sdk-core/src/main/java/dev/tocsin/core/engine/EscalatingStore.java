package dev.tocsin.core.engine;

import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.util.function.Function;

/**
 * A store in which an incident that is saved wakes its escalation, in the same transaction: one that needs people for the first time
 * begins to be told, and one whose state, severity or reopenings are not what its escalation saw last is looked at now. To be laid only
 * where somebody is told. Thread-safe as the store is.
 */
public final class EscalatingStore implements Store {
    private final Store store;
    private final Clock clock;

    /** A store around another. */
    public EscalatingStore(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public <R> R write(Function<StoreSession, R> work) {
        return store.write(session -> work.apply(new EscalatingSession(session, clock.instant())));
    }

    @Override
    public <R> R read(Function<StoreSession, R> work) {
        return store.read(work);
    }

    @Override
    public void close() {
        store.close();
    }
}

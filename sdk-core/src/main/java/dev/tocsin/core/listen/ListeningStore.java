package dev.tocsin.core.listen;

import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.util.function.Function;

/** A store that has what each transaction changed announced once it is committed. Thread-safe as the store is. */
public final class ListeningStore implements Store {
    private final Store store;
    private final Announcer announcer;

    /**
     * A store around another.
     *
     * @param announcer who hands on what changed
     */
    public ListeningStore(Store store, Announcer announcer) {
        this.store = store;
        this.announcer = announcer;
    }

    /** What a work answered and what it changed; a work may run more than once, and what counts is its last run. */
    private record Done<R>(R result, Changes changes) {}

    @Override
    public <R> R write(Function<StoreSession, R> work) {
        Done<R> done = store.write(session -> {
            Changes changes = new Changes();
            return new Done<>(work.apply(new ListeningSession(session, changes)), changes);
        });
        announcer.committed(done.changes());
        return done.result();
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

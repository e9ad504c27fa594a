package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.ConfigurationStore;
import dev.tocsin.core.store.ForwardingSession;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.VolatileStore;
import java.util.function.Function;

/**
 * A store to look into as if its configuration were another: the configuration is a copy in memory, all else is the store's own,
 * and nothing is ever written to that. Thread-safe.
 */
final class LookStore implements Store {
    private final Store store;
    private final VolatileStore configuration = new VolatileStore();
    private volatile boolean sealed;

    /**
     * A look into a store with a copy of its configuration as it is now.
     *
     * @param store the store, which is closed with the look
     */
    LookStore(Store store) {
        this.store = store;
        StoredConfiguration now = store.read(session -> session.configuration().load(MspId.SINGLE));
        configuration.write(session -> {
            now.copyTo(MspId.SINGLE, session.configuration());
            return true;
        });
    }

    /** From now on the copy is not written to either. */
    void seal() {
        sealed = true;
    }

    /**
     * Carries out a work on the copy alone, which has a configuration and nothing beside: nothing follows for tickets.
     *
     * @throws StoreException after {@link #seal}
     */
    @Override
    public <R> R write(Function<StoreSession, R> work) {
        if (sealed) {
            throw new StoreException("this command only looks, and writes nothing", Execution.NOT_EXECUTED, null);
        }
        return configuration.write(work);
    }

    @Override
    public <R> R read(Function<StoreSession, R> work) {
        return store.read(session -> configuration.read(copy -> work.apply(new Look(session, copy.configuration()))));
    }

    @Override
    public void close() {
        configuration.close();
        store.close();
    }

    /** All of the store but its configuration. */
    private static final class Look extends ForwardingSession {
        private final ConfigurationStore configuration;

        Look(StoreSession store, ConfigurationStore configuration) {
            super(store);
            this.configuration = configuration;
        }

        @Override
        public ConfigurationStore configuration() {
            return configuration;
        }
    }
}

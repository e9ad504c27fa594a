package dev.tocsin.core.engine;

import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;

/** What an outcome changes in the store. It runs in a transaction, after the outside world answered. */
@FunctionalInterface
interface Effect {
    /**
     * Changes the store.
     *
     * @param session the transaction
     * @param intent the intent as it is stored, still under the worker's token
     * @param now the moment of the transaction
     */
    void apply(StoreSession session, Intent intent, Instant now);
}

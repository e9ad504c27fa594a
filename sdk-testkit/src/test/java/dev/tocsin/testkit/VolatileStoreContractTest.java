package dev.tocsin.testkit;

import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.VolatileStore;

class VolatileStoreContractTest extends StoreContract {
    @Override
    protected Store open() {
        return new VolatileStore();
    }
}

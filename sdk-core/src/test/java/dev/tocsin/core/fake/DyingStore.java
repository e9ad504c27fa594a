package dev.tocsin.core.fake;

import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A store at whose writes the process dies, before they are made or after. */
public final class DyingStore implements Store {
    private final Store store;
    private final BooleanSupplier before;
    private final BooleanSupplier after;

    public DyingStore(Store store, BooleanSupplier before, BooleanSupplier after) {
        this.store = store;
        this.before = before;
        this.after = after;
    }

    @Override
    public <R> R write(Function<StoreSession, R> work) {
        if (before.getAsBoolean()) {
            throw new ProcessDeath();
        }
        R result = store.write(work);
        if (after.getAsBoolean()) {
            throw new ProcessDeath();
        }
        return result;
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

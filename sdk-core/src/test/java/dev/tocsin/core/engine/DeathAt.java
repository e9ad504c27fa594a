package dev.tocsin.core.engine;

import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.VolatileStore;
import java.util.function.Function;

/** A store at one of whose writes the process dies, once. */
final class DeathAt implements Store {
    private final Store store = new VolatileStore();
    private final boolean after;
    private int left = -1;

    /** Whether the write is made before the process dies. */
    DeathAt(boolean after) {
        this.after = after;
    }

    /** The process dies at the write of this number from now on. */
    void arm(int number) {
        left = number;
    }

    @Override
    public <R> R write(Function<StoreSession, R> work) {
        boolean dies = left > 0 && --left == 0;
        if (dies && !after) {
            throw new ProcessDeath();
        }
        R result = store.write(work);
        if (dies) {
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

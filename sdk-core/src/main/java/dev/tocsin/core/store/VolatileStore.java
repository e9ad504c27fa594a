package dev.tocsin.core.store;

import dev.tocsin.core.base.Execution;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A store in memory, for tests and first steps: whatever it keeps is gone when the process ends. Works run one at a
 * time, whether they write or only read. Thread-safe.
 */
public final class VolatileStore implements Store {
    private final ReentrantLock lock = new ReentrantLock();
    private final VolatileTransaction transaction = new VolatileTransaction();
    private final StoreSession session = new VolatileSession(transaction);
    private boolean closed;

    /** An empty store. */
    public VolatileStore() {}

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if the store is closed or a work on it tries to begin another
     */
    @Override
    public <R> R write(Function<StoreSession, R> work) {
        return run(work, VolatileTransaction.Mode.WRITING);
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if the store is closed, a work on it tries to begin another, or the work tries to write
     */
    @Override
    public <R> R read(Function<StoreSession, R> work) {
        return run(work, VolatileTransaction.Mode.READING);
    }

    private <R> R run(Function<StoreSession, R> work, VolatileTransaction.Mode mode) {
        refuseWithinWork();
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("the store is closed", Execution.NOT_EXECUTED, null);
            }
            return transaction.run(mode, () -> work.apply(session));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        refuseWithinWork();
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void refuseWithinWork() {
        if (lock.isHeldByCurrentThread()) {
            throw new StoreException(
                    "a work on the store must use its own session, and neither begin another work nor close the store",
                    Execution.NOT_EXECUTED,
                    null);
        }
    }
}

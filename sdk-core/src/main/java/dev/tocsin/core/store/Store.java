package dev.tocsin.core.store;

import java.util.function.Function;

/**
 * Where state is kept. All that a piece of work reads and writes is one transaction, and {@link #write} returns only
 * when it is durable. Thread-safe.
 */
public interface Store extends AutoCloseable {
    /**
     * Carries out one piece of work that may write, alone or in one commit with others that wait. The work sees all
     * that was committed before it and all that it wrote itself, and no other writing work runs meanwhile on what it
     * touches. It may be run more than once before it takes effect, so it must have no effect but on the session, and
     * it must not wait for anything.
     *
     * @param work the work; an exception from it undoes what it wrote and is thrown on to the caller
     * @return what the work returned, after it was made durable
     * @throws StoreException if the store cannot do it; nothing is then kept unless its execution says otherwise
     */
    <R> R write(Function<StoreSession, R> work);

    /**
     * Carries out one piece of work that only reads, on a consistent view, beside those that write.
     *
     * @param work the work; the session refuses to write
     * @return what the work returned
     * @throws StoreException if the store cannot do it
     */
    <R> R read(Function<StoreSession, R> work);

    /** Waits for the work that runs and releases everything. Calling it again does nothing. */
    @Override
    void close();
}

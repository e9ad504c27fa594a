package dev.tocsin.core.sync;

/** What recurring runs carry out. Called by several threads, but by one at a time for one connection. */
@FunctionalInterface
public interface RecurringWork {
    /**
     * Keeps one entity of a connection in step. It may last as long as it must. It should go on where a run was interrupted, since
     * one whose process died is run again by another.
     *
     * @return how it went; a report that failed or asks counts as a failure of the plan
     * @throws dev.tocsin.core.fleet.SyncBusyException if another run works on the connection, or did when its process died; the plan is
     *     put off until that is over, which is no failure
     * @throws RuntimeException if it cannot be done; that is logged, the next entity is run, and the plan at its next time again
     */
    SyncReport run(String connectionId, SyncEntity entity);

    /**
     * Whether this process can work on a connection. Plans of others, which share the file of the store, are left to the processes that
     * kept them, and stay due until one takes them. Every connection unless implemented.
     */
    default boolean serves(String connectionId) {
        return true;
    }

    /**
     * Asks the work of a connection to end soon, with a report that it was cancelled. Called from another thread when the recurring
     * runs are closed; work that goes on is interrupted after a while. Does nothing unless implemented.
     */
    default void stop(String connectionId) {}
}

package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The last run of each kind and source on each connection, and who may run. Where an order is promised it is that of Unicode code
 * points.
 */
public interface RunStore {
    /** The last run of a source; empty if there never was one. */
    Optional<StoredRun> get(MspId msp, String connectionId, String entity, String source);

    /** The last runs of a kind on a connection, by source. */
    List<StoredRun> of(MspId msp, String connectionId, String entity);

    /** The last runs of an MSP, by connection, entity and source. */
    List<StoredRun> all(MspId msp);

    /**
     * Keeps a run in place of the one before of its source, if nobody else changed it meanwhile.
     *
     * @param run the run, whose version is the one that was read, or 0 if none was there; it is kept with the next version
     * @return the run as it is kept; empty if another version is there, or none where one was read. Nothing is changed then, and
     *     the work may go on
     */
    Optional<StoredRun> save(StoredRun run);

    /**
     * Keeps a run as {@link #save} does, if no run of its kind on its connection, of whatever source, has a lease that lasts. Whoever
     * has one of another source that ended loses it for good, so that of all that wake up late only one works.
     *
     * @param run the run with its owner and lease
     * @param now which leases last: those that end later
     * @return the run as it is kept; empty if somebody works, or for the reasons of {@link #save}. Nothing is changed then, and the
     *     work may go on
     */
    Optional<StoredRun> claim(StoredRun run, Instant now);
}

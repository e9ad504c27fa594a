package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.List;
import java.util.Optional;

/** The last run of each kind on each connection. */
public interface RunStore {
    /** The last run; empty if there never was one. */
    Optional<StoredRun> get(MspId msp, String connectionId, String entity);

    /** The last runs of an MSP, by connection and entity in the order of Unicode code points. */
    List<StoredRun> all(MspId msp);

    /**
     * Keeps a run in place of the one before, if nobody else changed it meanwhile.
     *
     * @param run the run, whose version is the one that was read, or 0 if none was there; it is kept with the next version
     * @return the run as it is kept; empty if another version is there, or none where one was read. Nothing is changed then, and
     *     the work may go on
     */
    Optional<StoredRun> save(StoredRun run);
}

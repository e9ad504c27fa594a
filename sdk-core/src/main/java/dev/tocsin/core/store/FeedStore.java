package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.List;
import java.util.Optional;

/** How far each feed of each connection was read. Where an order is promised it is that of Unicode code points. */
public interface FeedStore {
    /** The state of a feed; empty if it was never read. */
    Optional<StoredFeed> get(MspId msp, String connectionId, String feed);

    /** The states of all feeds of an MSP, by connection and feed. */
    List<StoredFeed> all(MspId msp);

    /**
     * Keeps a state in place of the one before, if nobody else changed it meanwhile.
     *
     * @param feed the state, whose version is the one that was read, or 0 if none was there; it is kept with the next version
     * @return the state as it is kept; empty if another version is there, or none where one was read. Nothing is changed then, and
     *     the work may go on
     */
    Optional<StoredFeed> save(StoredFeed feed);

    /**
     * Forgets the feeds of a connection, as when its company is disconnected.
     *
     * @return how many there were
     */
    int removeAll(MspId msp, String connectionId);
}

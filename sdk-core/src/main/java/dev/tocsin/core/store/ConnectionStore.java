package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;

/** What is known of each PSA connection. */
public interface ConnectionStore {
    /** What is known of a connection; {@link ConnectionState#unknown} if nothing is. Held until the transaction ends. */
    ConnectionState get(MspId msp, String connectionId);

    /**
     * Keeps what is known; the version must be the one that was read and counts up.
     *
     * @throws StoreException if it is not
     */
    void save(ConnectionState state);
}

package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Silence;
import java.time.Instant;

/**
 * Silences, maintenance windows and inhibitions, as pieces of the configuration: each change counts up the piece's
 * revision and the MSP's version. They are read with {@link ConfigurationStore#load}.
 */
public interface SuppressionStore {
    /** Keeps a silence. */
    void save(Silence silence, Origin origin);

    /** Keeps a maintenance window. */
    void save(MaintenanceWindow window, Origin origin);

    /** Keeps an inhibition. */
    void save(Inhibition inhibition, Origin origin);

    /** Removes a silence; returns whether there was one. */
    boolean removeSilence(MspId msp, String id);

    /** Removes a maintenance window; returns whether there was one. */
    boolean removeMaintenanceWindow(MspId msp, String id);

    /** Removes an inhibition; returns whether there was one. */
    boolean removeInhibition(MspId msp, String id);

    /** Removes the silences that ended at or before a moment; returns how many. */
    int expireSilences(MspId msp, Instant until);
}

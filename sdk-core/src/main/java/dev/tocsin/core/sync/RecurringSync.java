package dev.tocsin.core.sync;

import dev.tocsin.core.base.ConfigurationException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A plan to keep a PSA in step again and again.
 *
 * @param connectionId the PSA connection; it has one plan at most
 * @param entities what is kept in step, one after another in the order of {@link SyncEntity}; at least one
 * @param schedule when
 */
public record RecurringSync(String connectionId, Set<SyncEntity> entities, SyncSchedule schedule) {
    /** Copies the entities into their order; refuses a blank connection and a plan of nothing. */
    public RecurringSync {
        if (connectionId.isBlank()) {
            throw new ConfigurationException(
                    "recurring.connection", "it is missing; the id of a PSA connection is legal");
        }
        if (entities.isEmpty()) {
            throw new ConfigurationException(
                    "recurring.entities", "connection '" + connectionId + "' names none; one at least is legal");
        }
        entities = Collections.unmodifiableSet(EnumSet.copyOf(entities));
    }
}

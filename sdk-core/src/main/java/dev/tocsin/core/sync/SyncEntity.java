package dev.tocsin.core.sync;

import dev.tocsin.core.base.ConfigurationException;

/**
 * What a run keeps in step: the first two with the PSA, the others with a directory service. In the order in which one plan runs
 * them: assets need their companies, and events are about users.
 */
public enum SyncEntity {
    /** Which PSA companies there are, and whether the mappings to them still hold. */
    COMPANIES("companies"),
    /** Assets as configurations. */
    CONFIGURATIONS("configurations"),
    /** The users of customers' directories, and the technicians that were imported from the MSP's own. */
    USERS("users"),
    /** The logs of sources, read into events. */
    EVENTS("events");

    private final String key;

    SyncEntity(String key) {
        this.key = key;
    }

    /** Its name for people and for stores, in lower case. */
    public String key() {
        return key;
    }

    /**
     * The entity of a name.
     *
     * @throws ConfigurationException if there is no such
     */
    public static SyncEntity of(String key) {
        for (SyncEntity entity : values()) {
            if (entity.key.equals(key)) {
                return entity;
            }
        }
        throw new ConfigurationException(
                "recurring.entities", "'" + key + "' is not legal; companies, configurations, users and events are");
    }
}

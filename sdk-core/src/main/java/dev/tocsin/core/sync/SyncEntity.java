package dev.tocsin.core.sync;

import dev.tocsin.core.base.ConfigurationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a run keeps in step with the PSA. In the order in which one plan runs them: assets need their companies. */
public enum SyncEntity {
    /** Which PSA companies there are, and whether the mappings to them still hold. */
    COMPANIES("companies"),
    /** Assets as configurations. */
    CONFIGURATIONS("configurations");

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
                "recurring.entities",
                "'" + key + "' is not legal; "
                        + Arrays.stream(values()).map(SyncEntity::key).collect(Collectors.joining(" and ")) + " are");
    }
}

package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.ConfigurationException;
import java.time.Duration;

/**
 * The settings of a store. The defaults were measured; few hosts need others.
 *
 * @param mergedEvents after how many events a commit takes up no further waiting work, at least 1; 2,000 by default
 * @param mergedWorks how many pieces of work share a commit at most, at least 1; 256 by default
 * @param readers how many pieces of reading work run at the same time at most, at least 1; 4 by default
 * @param busyTimeout how long to wait for another process that writes to the same file; 10 seconds by default
 */
public record JdbcStoreOptions(int mergedEvents, int mergedWorks, int readers, Duration busyTimeout) {
    /** Refuses what cannot work, by the setting's name. */
    public JdbcStoreOptions {
        positive("mergedEvents", mergedEvents);
        positive("mergedWorks", mergedWorks);
        positive("readers", readers);
        if (busyTimeout.isNegative() || busyTimeout.toMillis() > Integer.MAX_VALUE) {
            throw new ConfigurationException("store.busyTimeout", busyTimeout + " is not legal; 0 to 24 days are");
        }
    }

    private static void positive(String setting, int value) {
        if (value < 1) {
            throw new ConfigurationException("store." + setting, value + " is not legal; at least 1 is");
        }
    }

    /** The defaults. */
    public static JdbcStoreOptions defaults() {
        return new JdbcStoreOptions(2_000, 256, 4, Duration.ofSeconds(10));
    }

    /** These settings with another number of events per commit. */
    public JdbcStoreOptions withMergedEvents(int value) {
        return new JdbcStoreOptions(value, mergedWorks, readers, busyTimeout);
    }

    /** These settings with another number of pieces of work per commit; 1 gives each its own. */
    public JdbcStoreOptions withMergedWorks(int value) {
        return new JdbcStoreOptions(mergedEvents, value, readers, busyTimeout);
    }

    /** These settings with another number of readers. */
    public JdbcStoreOptions withReaders(int value) {
        return new JdbcStoreOptions(mergedEvents, mergedWorks, value, busyTimeout);
    }

    /** These settings with another patience towards other processes. */
    public JdbcStoreOptions withBusyTimeout(Duration value) {
        return new JdbcStoreOptions(mergedEvents, mergedWorks, readers, value);
    }
}

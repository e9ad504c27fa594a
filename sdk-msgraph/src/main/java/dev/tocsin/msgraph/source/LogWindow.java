package dev.tocsin.msgraph.source;

import dev.tocsin.core.base.ConfigurationException;
import java.time.Duration;

/**
 * Which part of a tenant's log is read.
 *
 * @param firstReading how far back the first reading goes; not negative
 * @param overlap how much of what was read before is read again each time, for records that appear late; not negative. What appears
 *     later than this is not seen
 * @param pageSize how many records are asked for at once, 1 to 1,000
 */
public record LogWindow(Duration firstReading, Duration overlap, int pageSize) {
    /** For audits and sign-ins: a day, 10 minutes, 1,000 records. */
    public static final LogWindow LOGS = new LogWindow(Duration.ofDays(1), Duration.ofMinutes(10), 1_000);

    /** For alerts: a day, 5 minutes, 500 records. */
    public static final LogWindow ALERTS = new LogWindow(Duration.ofDays(1), Duration.ofMinutes(5), 500);

    /**
     * Checks the numbers.
     *
     * @throws ConfigurationException if one is out of its range
     */
    public LogWindow {
        if (firstReading.isNegative()) {
            throw new ConfigurationException("logWindow.firstReading", firstReading + " is negative");
        }
        if (overlap.isNegative()) {
            throw new ConfigurationException("logWindow.overlap", overlap + " is negative");
        }
        if (pageSize < 1 || pageSize > 1_000) {
            throw new ConfigurationException("logWindow.pageSize", pageSize + " is not legal; 1 to 1000 are");
        }
    }
}

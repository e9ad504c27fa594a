package dev.tocsin.core.sync;

import dev.tocsin.core.base.ConfigurationException;

/**
 * How much a run may change or retire before it stops and asks.
 *
 * @param percent the percentage of all records that may be changed, 0 to 100
 * @param floor as many may always be changed, so that small fleets can be kept; not negative
 */
public record MassChangeLimit(int percent, int floor) {
    /** 20 %, but always 20. */
    public static final MassChangeLimit DEFAULT = new MassChangeLimit(20, 20);

    /** No limit, for a run that a person has looked at. */
    public static final MassChangeLimit NONE = new MassChangeLimit(100, Integer.MAX_VALUE);

    /** Refuses what is out of range. */
    public MassChangeLimit {
        if (percent < 0 || percent > 100) {
            throw new ConfigurationException("massChange.percent", percent + " is not legal; 0 to 100 is");
        }
        if (floor < 0) {
            throw new ConfigurationException("massChange.floor", floor + " is not legal; 0 and more is");
        }
    }

    /**
     * Whether a number of changes is within the limit.
     *
     * @param changes the changes and retirements
     * @param total the records that there are
     */
    public boolean allows(long changes, long total) {
        // In doubles of whole numbers far below 2^53, so that no product runs over.
        return changes <= floor || changes * 100.0 <= (double) percent * total;
    }

    /** The most changes that are within the limit. */
    public long most(long total) {
        return Math.max(floor, (long) Math.floor(percent * (double) total / 100.0));
    }
}

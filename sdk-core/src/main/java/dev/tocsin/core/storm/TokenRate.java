package dev.tocsin.core.storm;

import dev.tocsin.core.base.ConfigurationException;

/**
 * How fast a budget of creates fills, and how much it holds. In any time t at most {@code burst + perMinute × t} are
 * granted.
 *
 * @param perMinute creates per minute, 1 to {@link #LARGEST}
 * @param burst how many may come at once after a quiet time, 1 to {@link #LARGEST}
 */
public record TokenRate(int perMinute, int burst) {
    /** The largest legal number; with it the arithmetic of a budget is still exact in a long. */
    public static final int LARGEST = 100_000;

    /**
     * Refuses what is out of range.
     *
     * @throws ConfigurationException if a number is not legal; the message names it
     */
    public TokenRate {
        check("rate", perMinute, burst);
    }

    /** A rate; a number that is not legal is reported under the setting's own name. */
    static TokenRate of(String setting, int perMinute, int burst) {
        check(setting, perMinute, burst);
        return new TokenRate(perMinute, burst);
    }

    private static void check(String setting, int perMinute, int burst) {
        StormPolicy.inRange(setting + ".perMinute", perMinute, 1, LARGEST);
        StormPolicy.inRange(setting + ".burst", burst, 1, LARGEST);
    }
}

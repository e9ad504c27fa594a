package dev.tocsin.store.jdbc;

import java.time.Instant;

/**
 * Times as columns keep them: nanoseconds since 1970, which order as the times do. What lies before 1677 or after 2262
 * is kept as the first or the last moment that a number can say.
 */
final class Times {
    private static final long NANOS = 1_000_000_000L;
    private static final Instant FIRST = instant(Long.MIN_VALUE);
    private static final Instant LAST = instant(Long.MAX_VALUE);

    private Times() {}

    /** The number of a time. */
    static long number(Instant time) {
        if (time.compareTo(LAST) >= 0) {
            return Long.MAX_VALUE;
        }
        if (time.compareTo(FIRST) <= 0) {
            return Long.MIN_VALUE;
        }
        long seconds = time.getEpochSecond();
        // Just below zero, the whole seconds alone may be less than the least number although the sum is not.
        return seconds < 0 ? (seconds + 1) * NANOS + (time.getNano() - NANOS) : seconds * NANOS + time.getNano();
    }

    /** The time of a number. */
    static Instant instant(long number) {
        return Instant.ofEpochSecond(Math.floorDiv(number, NANOS), Math.floorMod(number, NANOS));
    }
}

package dev.tocsin.connectwise.callback;

import java.time.Duration;
import java.time.Instant;

/** How often something may be done: a burst after a quiet time, then one per interval. Guarded by its user's lock. */
final class FetchBudget {
    private final int burst;
    private final Duration interval;
    private Instant fullAt = Instant.EPOCH;

    FetchBudget(int burst, Duration interval) {
        this.burst = burst;
        this.interval = interval;
    }

    /** Takes one; false if there is none left now. */
    boolean take(Instant now) {
        // More debt than a burst can only mean that the clock was set back.
        if (fullAt.isBefore(now) || fullAt.isAfter(now.plus(interval.multipliedBy(burst)))) {
            fullAt = now;
        }
        if (fullAt.isAfter(now.plus(interval.multipliedBy(burst - 1L)))) {
            return false;
        }
        fullAt = fullAt.plus(interval);
        return true;
    }
}

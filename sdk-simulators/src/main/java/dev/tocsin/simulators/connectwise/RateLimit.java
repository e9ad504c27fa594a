package dev.tocsin.simulators.connectwise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** So many calls per minute, counted in minutes that begin with the first call. Thread-safe. */
final class RateLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private int permits;
    private Instant windowStart = Instant.MIN;
    private int used;

    RateLimit(Clock clock, int permits) {
        this.clock = clock;
        this.permits = permits;
    }

    /** Sets the limit; 0 means none. */
    synchronized void permitsPerMinute(int perMinute) {
        permits = perMinute;
        windowStart = Instant.MIN;
    }

    /** Takes a permit. If there is none left: how long until there is one. */
    synchronized Optional<Duration> take() {
        if (permits == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (windowStart.equals(Instant.MIN) || !now.isBefore(windowStart.plus(WINDOW))) {
            windowStart = now;
            used = 0;
        }
        if (used < permits) {
            used++;
            return Optional.empty();
        }
        return Optional.of(Duration.between(now, windowStart.plus(WINDOW)));
    }
}

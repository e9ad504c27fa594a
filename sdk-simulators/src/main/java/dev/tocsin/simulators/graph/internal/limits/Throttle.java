package dev.tocsin.simulators.graph.internal.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts what is used of each limit, in windows that begin with the first use. Thread-safe. */
public final class Throttle {
    private final Clock clock;
    private final Map<String, Window> windows = new HashMap<>();

    /** @param clock the clock of the windows */
    public Throttle(Clock clock) {
        this.clock = clock;
    }

    /**
     * What came of a use.
     *
     * @param retryAfter how long until the window ends; zero if it was granted
     * @param share how much of the limit is used, at most 1 if granted
     */
    public record Taken(Duration retryAfter, double share) {
        /** Whether it was granted. */
        public boolean granted() {
            return retryAfter.isZero();
        }
    }

    /**
     * Uses something of a limit; what is refused is not counted.
     *
     * @param scope the name of the limit with the caller and tenant it is for
     * @param cost how much is used
     * @param limit how much there is in a window
     * @param window how long a window lasts
     */
    public synchronized Taken take(String scope, int cost, int limit, Duration window) {
        Instant now = clock.instant();
        Window current = windows.get(scope);
        if (current == null || !now.isBefore(current.start.plus(window))) {
            current = new Window(now);
            windows.put(scope, current);
        }
        double share = (double) (current.used + cost) / limit;
        if (current.used + cost > limit) {
            return new Taken(Duration.between(now, current.start.plus(window)), share);
        }
        current.used += cost;
        return new Taken(Duration.ZERO, share);
    }

    /** Begins all windows anew. */
    public synchronized void reset() {
        windows.clear();
    }

    private static final class Window {
        private final Instant start;
        private int used;

        Window(Instant start) {
            this.start = start;
        }
    }
}

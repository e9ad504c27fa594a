package dev.tocsin.testkit;

import dev.tocsin.core.base.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sleeper that moves a clock on instead of waiting, and remembers how long it was asked to wait. Thread-safe. */
public final class VirtualSleeper implements Sleeper {
    private final VirtualClock clock;
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    /** A sleeper that moves the given clock. */
    public VirtualSleeper(VirtualClock clock) {
        this.clock = clock;
    }

    /**
     * Moves the clock on by the duration at once; one of zero or less moves nothing, but is remembered.
     *
     * @throws InterruptedException if the thread is interrupted already, as a real wait would; nothing is then moved
     */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a sleep of " + duration);
        }
        sleeps.add(duration);
        if (!duration.isNegative()) {
            clock.advance(duration);
        }
    }

    /** The sleeps so far, in their order; a copy. */
    public List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }
}

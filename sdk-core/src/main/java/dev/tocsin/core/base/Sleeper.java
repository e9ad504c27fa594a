package dev.tocsin.core.base;

import java.time.Duration;

/** The only way in which the SDK waits, injected so that tests need no real time. Thread-safe. */
@FunctionalInterface
public interface Sleeper {
    /**
     * Waits.
     *
     * @param duration how long; zero or less returns at once
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void sleep(Duration duration) throws InterruptedException;

    /** The sleeper that waits in real time. */
    static Sleeper system() {
        return SystemSleeper.INSTANCE;
    }
}

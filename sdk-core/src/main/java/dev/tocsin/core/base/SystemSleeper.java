package dev.tocsin.core.base;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits in real time. */
enum SystemSleeper implements Sleeper {
    INSTANCE;

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, duration.toNanos()));
    }
}

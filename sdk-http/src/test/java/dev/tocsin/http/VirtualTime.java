package dev.tocsin.http;

import dev.tocsin.core.base.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only by sleeping, or, when parked, only by {@link #advance}. */
final class VirtualTime extends Clock implements Sleeper {
    static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private final boolean parked;
    private final List<Duration> sleeps = new ArrayList<>();
    private Instant now = START;
    private int sleeping;

    private VirtualTime(boolean parked) {
        this.parked = parked;
    }

    /** A sleep moves the time on at once. */
    static VirtualTime passing() {
        return new VirtualTime(false);
    }

    /** A sleeper stays until the test advances the time. */
    static VirtualTime parked() {
        return new VirtualTime(true);
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(duration);
        Instant wake = now.plus(duration);
        if (!parked) {
            now = wake;
            return;
        }
        sleeping++;
        notifyAll();
        try {
            while (now.isBefore(wake)) {
                wait();
            }
        } finally {
            sleeping--;
            notifyAll();
        }
    }

    synchronized void advance(Duration duration) {
        now = now.plus(duration);
        notifyAll();
    }

    synchronized void awaitSleepers(int count) throws InterruptedException {
        while (sleeping != count) {
            wait();
        }
    }

    synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    Duration passed() {
        return Duration.between(START, instant());
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

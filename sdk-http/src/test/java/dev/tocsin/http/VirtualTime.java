package dev.tocsin.http;

import dev.tocsin.core.base.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Time that passes only by sleeping; when parked, only by {@link #advance}; and when shared by some threads, only while
 * all of them sleep, up to the earliest end of a sleep.
 */
final class VirtualTime extends Clock implements Sleeper {
    static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private final boolean parked;
    private final PriorityQueue<Instant> wakes = new PriorityQueue<>();
    private int sharers;
    private final List<Duration> sleeps = new ArrayList<>();
    private Instant now = START;
    private int sleeping;

    private VirtualTime(boolean parked) {
        this.parked = parked;
    }

    /** Sleeps of that many threads overlap; each ends with {@link #leave}. */
    static VirtualTime sharedBy(int threads) {
        VirtualTime time = new VirtualTime(true);
        time.sharers = threads;
        return time;
    }

    /** The calling thread sleeps no more. */
    synchronized void leave() {
        sharers--;
        passIfAllSleep();
    }

    private void passIfAllSleep() {
        if (sharers > 0 && wakes.size() == sharers) {
            now = wakes.element();
            while (!wakes.isEmpty() && !wakes.element().isAfter(now)) {
                wakes.remove();
            }
            notifyAll();
        }
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
        if (sharers > 0 && wake.isAfter(now)) {
            wakes.add(wake);
            passIfAllSleep();
        }
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

    /** Waits until so many sleeps have begun, those that are over included. */
    synchronized void awaitSleeps(int count) throws InterruptedException {
        while (sleeps.size() < count) {
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

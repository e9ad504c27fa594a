package dev.tocsin.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket whose rate may change at any moment, with the queue of those who wait for it. A place in the queue is no
 * moment but a rank: who leaves it early costs the others nothing, and a changed rate holds for all who wait. Not
 * thread-safe: {@link RateGate} guards it.
 */
final class PermitBucket {
    private static final double NANOS_PER_MINUTE = 60e9;
    /** What rounding to nanoseconds may leave missing of a permit, at the highest rate. */
    private static final double ROUNDING = 1e-5;

    private final AdaptiveRate rate;
    private final int burst;
    private final Set<Object> queue = new LinkedHashSet<>();
    /** The permits at hand at {@link #countedAt}; more than the burst only as far as waiting requests overslept theirs. */
    private double permits;

    private Instant countedAt = Instant.MAX;

    PermitBucket(AdaptiveRate rate, int burst) {
        this.rate = rate;
        this.burst = burst;
        this.permits = burst;
    }

    AdaptiveRate rate() {
        return rate;
    }

    /** A place at the end of the queue, to be given up by {@link #dequeue}. */
    Object enqueue() {
        Object place = new Object();
        queue.add(place);
        return place;
    }

    void dequeue(Object place) {
        queue.remove(place);
    }

    /**
     * Takes a permit if there is one for the caller.
     *
     * @param place its place in the queue, or null if it comes after all that wait
     * @return zero if it was taken, else how long the caller has to wait at the present rate
     */
    Duration take(@Nullable Object place, Instant now) {
        count(now);
        double missing = ahead(place) + 1 - permits;
        if (missing <= ROUNDING) {
            permits--;
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(1, Math.round(missing * NANOS_PER_MINUTE / rate.perMinute())));
    }

    private int ahead(@Nullable Object place) {
        if (place == null) {
            return queue.size();
        }
        int ahead = 0;
        for (Object other : queue) {
            if (other == place) {
                break;
            }
            ahead++;
        }
        return ahead;
    }

    /** Adds the permits that the time since the last count brought; none if the wall clock was set back. */
    private void count(Instant now) {
        if (now.isAfter(countedAt)) {
            double earned = Duration.between(countedAt, now).toNanos() * rate.perMinute() / NANOS_PER_MINUTE;
            permits = Math.min(permits + earned, (double) burst + queue.size());
        }
        countedAt = now;
    }

    /** Requests go again after a pause, one by one from now. */
    void resume(Instant now) {
        permits = 0;
        countedAt = now;
        rate.resumed(now);
    }

    /** An answer came. */
    void answered(Instant now) {
        count(now);
        rate.answered(now);
    }
}

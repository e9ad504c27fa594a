package dev.tocsin.http;

import java.time.Duration;
import java.time.Instant;

/**
 * The rate that a far side is believed to bear: halved when it refuses, raised in steps while it answers. Not
 * thread-safe: {@link RateGate} guards it.
 *
 * <p>A step is due every 20 s in which an answer came. Up to nine tenths of the rate that was refused last, each adds a
 * tenth of the ceiling; from there on the first adds a thousandth, the second two, and so on, so that the rate lingers
 * where it is about right, and still finds out within minutes that the far side bears more.
 */
final class AdaptiveRate {
    /** The time between two steps. */
    static final Duration STEP = Duration.ofSeconds(20);

    private static final double LOWEST_SHARE = 1.0 / 20;
    private static final double SAFE_SHARE = 0.9;
    private static final double COARSE_SHARE = 1.0 / 10;
    private static final double FINE_SHARE = 1.0 / 1_000;

    private final double ceiling;
    private final double floor;
    private double current;
    /** The rate up to which growth is quick. */
    private double safe;
    /** The number of fine steps since the last refusal. */
    private int fineSteps;

    private Instant steppedAt = Instant.MIN;

    AdaptiveRate(int ceiling) {
        this.ceiling = ceiling;
        this.floor = Math.max(1, ceiling * LOWEST_SHARE);
        this.current = ceiling;
        this.safe = ceiling;
    }

    /** Requests a minute. */
    double perMinute() {
        return current;
    }

    boolean belowCeiling() {
        return current < ceiling;
    }

    /** The far side refused a request that went at this rate. */
    void refused() {
        safe = current * SAFE_SHARE;
        current = Math.max(floor, current / 2);
        fineSteps = 0;
    }

    /** Requests go again: a step is due after {@link #STEP}. */
    void resumed(Instant now) {
        steppedAt = now;
    }

    /** An answer came. */
    void answered(Instant now) {
        if (now.isBefore(steppedAt)) {
            // The wall clock was set back; the time until the next step is not to grow by that.
            steppedAt = now;
        }
        if (!belowCeiling() || now.isBefore(steppedAt.plus(STEP))) {
            return;
        }
        steppedAt = now;
        if (current < safe) {
            current = Math.min(safe, current + ceiling * COARSE_SHARE);
        } else {
            fineSteps++;
            current = Math.min(ceiling, current + fineSteps * ceiling * FINE_SHARE);
        }
    }
}

package dev.tocsin.http;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the requests of one connection under a rate, and stops them all while the far side says 429. One instance is
 * shared by all threads, and by all transports that use the same account. Thread-safe; no lock is held during a wait.
 *
 * <p>The rate is a token bucket: each request reserves the next free slot, in the order of arrival, and waits for it.
 * After a 429 everything waits for {@code Retry-After} (30 s if the far side does not say, at least 1 s); then one
 * request goes as a probe, and the rest follow at the steady rate, without the burst, unless it too meets a 429.
 */
public final class RateGate {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);
    private static final int LIMIT = 1_000_000;

    private final Clock clock;
    private final Sleeper sleeper;
    private final int burst;
    private final Duration interval;
    private final Duration tolerance;

    private final Object lock = new Object();
    /** When the bucket will be full again. */
    private Instant fullAt = Instant.MIN;
    /** Requests that hold a slot and wait for it. */
    private int waiting;
    /** Counts the pauses: a slot reserved before a pause is void after it, and a 429 from before it is old news. */
    private long generation;

    private @Nullable Instant pausedUntil;
    private Duration pauseLength = Duration.ZERO;
    private @Nullable CountDownLatch probe;

    private RateGate(int burst, Duration interval, Clock clock, Sleeper sleeper) {
        this.burst = burst;
        this.interval = interval;
        this.tolerance = interval.multipliedBy(burst - 1L);
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * A gate with a rate.
     *
     * @param permits how many requests a minute in the long run, 1 to 1,000,000
     * @param burst how many may go at once after a quiet time, 1 to 1,000,000
     * @param clock the time
     * @param sleeper the way to wait
     * @throws ConfigurationException if a number is out of its range
     */
    public static RateGate perMinute(int permits, int burst, Clock clock, Sleeper sleeper) {
        requireInRange("rateGate.permits", permits);
        requireInRange("rateGate.burst", burst);
        return new RateGate(burst, Duration.ofMinutes(1).dividedBy(permits), clock, sleeper);
    }

    /** A gate without a rate of its own, which only keeps the pause after a 429. */
    public static RateGate pausingOnly(Clock clock, Sleeper sleeper) {
        return new RateGate(1, Duration.ZERO, clock, sleeper);
    }

    private static void requireInRange(String field, int value) {
        if (value < 1 || value > LIMIT) {
            throw new ConfigurationException(field, "must be 1 to " + LIMIT + ", but is " + value);
        }
    }

    /** How long the pause after a 429 will still last; zero if there is none. For metrics and health pages. */
    public Duration pausedFor() {
        synchronized (lock) {
            Duration left = pausedUntil == null ? Duration.ZERO : Duration.between(clock.instant(), pausedUntil);
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    /** What the gate says to a request that wants to pass. */
    sealed interface Admission {
        /** It may go; {@link #leave} must be told what became of it. */
        record Granted(long generation, boolean probe) implements Admission {}

        /** Its moment would pass while it waits. */
        record Refused(String reason, Duration retryAfter) implements Admission {}
    }

    /** What a request has to do next. */
    private sealed interface Step {
        record Go(Admission admission) implements Step {}

        record AwaitPause(Duration delay) implements Step {}

        record AwaitProbe(CountDownLatch ended) implements Step {}

        record AwaitSlot(Duration delay, long generation) implements Step {}
    }

    /**
     * Waits until a request may go.
     *
     * @param notAfter the moment after which it must not leave, or null if any time will do
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Admission enter(@Nullable Instant notAfter) throws InterruptedException {
        while (true) {
            Step step;
            synchronized (lock) {
                step = nextStep(clock.instant(), notAfter);
            }
            if (step instanceof Step.Go go) {
                return go.admission();
            } else if (step instanceof Step.AwaitPause pause) {
                sleeper.sleep(pause.delay());
            } else if (step instanceof Step.AwaitProbe running) {
                awaitProbe(running.ended(), notAfter);
            } else if (step instanceof Step.AwaitSlot slot && slotStillValid(slot)) {
                return new Admission.Granted(slot.generation(), false);
            }
        }
    }

    private Step nextStep(Instant now, @Nullable Instant notAfter) {
        if (probe != null) {
            return notAfter != null && now.isAfter(notAfter)
                    ? refuse("the far side said 429 and a probe is under way", SHORTEST_PAUSE)
                    : new Step.AwaitProbe(probe);
        }
        if (pausedUntil != null) {
            Instant longest = now.plus(pauseLength);
            // A wall clock that was set back must not lengthen the pause.
            Instant end = pausedUntil.isAfter(longest) ? longest : pausedUntil;
            pausedUntil = end;
            if (now.isBefore(end)) {
                Duration left = Duration.between(now, end);
                return notAfter != null && notAfter.isBefore(end)
                        ? refuse("the far side said 429 and its pause outlasts the request", left)
                        : new Step.AwaitPause(left);
            }
            probe = new CountDownLatch(1);
            fullAt = now.plus(tolerance).plus(interval);
            return new Step.Go(new Admission.Granted(generation, true));
        }
        return reserve(now, notAfter);
    }

    private Step reserve(Instant now, @Nullable Instant notAfter) {
        // More than this cannot be owed; it could only seem so after the wall clock was set back.
        Instant most = now.plus(interval.multipliedBy((long) waiting + burst));
        Instant owed = fullAt.isAfter(now) ? fullAt : now;
        Instant full = owed.isAfter(most) ? most : owed;
        Instant slot = full.minus(tolerance);
        Duration wait = Duration.between(now, slot);
        boolean free = wait.isNegative() || wait.isZero();
        if (!free && notAfter != null && slot.isAfter(notAfter)) {
            return refuse("the rate of the connection leaves no slot before the request's deadline", wait);
        }
        fullAt = full.plus(interval);
        if (free) {
            return new Step.Go(new Admission.Granted(generation, false));
        }
        waiting++;
        return new Step.AwaitSlot(wait, generation);
    }

    private static Step refuse(String reason, Duration retryAfter) {
        return new Step.Go(new Admission.Refused(reason, retryAfter));
    }

    private boolean slotStillValid(Step.AwaitSlot slot) throws InterruptedException {
        try {
            sleeper.sleep(slot.delay());
        } finally {
            synchronized (lock) {
                waiting--;
            }
        }
        synchronized (lock) {
            return generation == slot.generation();
        }
    }

    private void awaitProbe(CountDownLatch ended, @Nullable Instant notAfter) throws InterruptedException {
        if (notAfter == null) {
            ended.await();
            return;
        }
        Duration left = Duration.between(clock.instant(), notAfter).plusMillis(1);
        Duration bounded = left.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : left;
        // Whether it ended or the time is up, the next step looks at the clock again.
        ended.await(bounded.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Tells what became of a request that was let through. Must be called once for each grant.
     *
     * @param granted the grant
     * @param result what became of it, or null if it ended in an exception before it was sent
     */
    void leave(Admission.Granted granted, @Nullable TransportResult result) {
        TransportResponse refusal = result instanceof TransportResult.Answered answered
                        && answered.response().status() == 429
                ? answered.response()
                : null;
        CountDownLatch ended = null;
        synchronized (lock) {
            if (granted.probe()) {
                ended = probe;
                probe = null;
                boolean left = result != null && !(result instanceof TransportResult.NotSent);
                if (left && refusal == null) {
                    pausedUntil = null;
                }
            }
            if (refusal != null) {
                pause(granted.generation(), RetryAfter.of(refusal, clock).orElse(USUAL_PAUSE));
            }
        }
        if (ended != null) {
            ended.countDown();
        }
    }

    private void pause(long grantedIn, Duration asked) {
        Duration length = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        Instant end = clock.instant().plus(length);
        if (grantedIn == generation) {
            generation++;
            pausedUntil = end;
            pauseLength = length;
        } else if (pausedUntil != null && end.isAfter(pausedUntil)) {
            // Sent before the pause, answered during it: it may lengthen the pause, but not begin another.
            pausedUntil = end;
            pauseLength = length;
        }
    }
}

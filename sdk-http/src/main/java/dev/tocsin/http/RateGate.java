package dev.tocsin.http;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the requests of one connection under a rate that the far side bears, and stops them all while it says 429. One
 * instance is shared by all threads, and by all transports that use the same account. Thread-safe; no lock is held during
 * a wait.
 *
 * <p>The rate is a token bucket; requests that must wait go in the order of arrival. After a 429, ConnectWise's own or
 * that of a proxy in front of it, everything waits for {@code Retry-After} (30 s if the far side does not say, at least
 * 1 s); then one request goes as a probe, and the rest follow one by one at the new rate, without the burst, unless the
 * probe too meets a 429.
 *
 * <p>A 429 that begins a pause also halves the rate, down to a twentieth of the configured one, but not under one request
 * a minute. One that the probe meets does not: it says that the pause was too short. What is answered raises the rate
 * again, quickly up to nine tenths of what was refused, then slowly: from half to the whole in about six minutes. A time
 * without answers raises nothing.
 */
public final class RateGate {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);
    /** After this a lowered rate may have grown, so whoever waits longer reckons anew. */
    private static final Duration LONGEST_NAP = AdaptiveRate.STEP;

    private static final int LIMIT = 1_000_000;

    private final Clock clock;
    private final Sleeper sleeper;

    private final Object lock = new Object();
    /** Null for a gate without a rate. */
    private final @Nullable PermitBucket bucket;
    /** Counts the pauses: what an answer from before a pause says of the rate is old news after it. */
    private long generation;

    private @Nullable Instant pausedUntil;
    private Duration pauseLength = Duration.ZERO;
    private @Nullable CountDownLatch probe;
    /** Spares the lock at the end of most requests. Written under the lock. */
    private volatile boolean recovering;

    private RateGate(@Nullable PermitBucket bucket, Clock clock, Sleeper sleeper) {
        this.bucket = bucket;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * A gate with a rate, which it lowers and raises as the far side's answers tell.
     *
     * @param permits how many requests a minute at most in the long run, 1 to 1,000,000
     * @param burst how many may go at once after a quiet time, 1 to 1,000,000
     * @param clock the time
     * @param sleeper the way to wait
     * @throws ConfigurationException if a number is out of its range
     */
    public static RateGate perMinute(int permits, int burst, Clock clock, Sleeper sleeper) {
        requireInRange("rateGate.permits", permits);
        requireInRange("rateGate.burst", burst);
        return new RateGate(new PermitBucket(new AdaptiveRate(permits), burst), clock, sleeper);
    }

    /** A gate without a rate of its own, which only keeps the pause after a 429. */
    public static RateGate pausingOnly(Clock clock, Sleeper sleeper) {
        return new RateGate(null, clock, sleeper);
    }

    private static void requireInRange(String field, int value) {
        if (value < 1 || value > LIMIT) {
            throw new ConfigurationException(field, "must be 1 to " + LIMIT + ", but is " + value);
        }
    }

    /**
     * The present rate in requests a minute, rounded: what was configured, or less after a 429. Empty for a gate without
     * a rate. For metrics and health pages.
     */
    public OptionalInt permitsPerMinute() {
        if (bucket == null) {
            return OptionalInt.empty();
        }
        synchronized (lock) {
            return OptionalInt.of((int) Math.round(bucket.rate().perMinute()));
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

        record AwaitPermit(Duration delay) implements Step {}
    }

    /**
     * Waits until a request may go.
     *
     * @param notAfter the moment after which it must not leave, or null if any time will do
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Admission enter(@Nullable Instant notAfter) throws InterruptedException {
        Object place = null;
        try {
            while (true) {
                Step step;
                synchronized (lock) {
                    step = nextStep(clock.instant(), place, notAfter);
                    if (step instanceof Step.Go go) {
                        dequeue(place);
                        return go.admission();
                    }
                    if (place == null && bucket != null) {
                        place = bucket.enqueue();
                    }
                }
                if (step instanceof Step.AwaitPause pause) {
                    sleeper.sleep(pause.delay());
                } else if (step instanceof Step.AwaitProbe running) {
                    awaitProbe(running.ended(), notAfter);
                } else if (step instanceof Step.AwaitPermit permit) {
                    sleeper.sleep(permit.delay());
                }
            }
        } finally {
            // After an interrupt: whoever goes has left the queue already, together with the permit.
            if (place != null) {
                synchronized (lock) {
                    dequeue(place);
                }
            }
        }
    }

    private void dequeue(@Nullable Object place) {
        if (place != null && bucket != null) {
            bucket.dequeue(place);
        }
    }

    private Step nextStep(Instant now, @Nullable Object place, @Nullable Instant notAfter) {
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
            return new Step.Go(new Admission.Granted(generation, true));
        }
        Duration wait = bucket == null ? Duration.ZERO : bucket.take(place, now);
        if (wait.isZero()) {
            return new Step.Go(new Admission.Granted(generation, false));
        }
        if (notAfter != null && now.plus(wait).isAfter(notAfter)) {
            return refuse("the rate of the connection leaves no slot before the request's deadline", wait);
        }
        return new Step.AwaitPermit(recovering && wait.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : wait);
    }

    private static Step refuse(String reason, Duration retryAfter) {
        return new Step.Go(new Admission.Refused(reason, retryAfter));
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
     * @return the pause that it began, or null if it began none
     */
    @Nullable
    Duration leave(Admission.Granted granted, @Nullable TransportResult result) {
        TransportResponse answer = result instanceof TransportResult.Answered answered ? answered.response() : null;
        TransportResponse refusal = answer != null && answer.status() == 429 ? answer : null;
        if (refusal == null && !granted.probe() && !recovering) {
            return null;
        }
        CountDownLatch ended = null;
        Duration begun = null;
        synchronized (lock) {
            Instant now = clock.instant();
            if (granted.probe()) {
                ended = probe;
                probe = null;
                boolean left = result != null && !(result instanceof TransportResult.NotSent);
                if (left && refusal == null) {
                    pausedUntil = null;
                    if (bucket != null) {
                        bucket.resume(now);
                    }
                }
            }
            if (refusal != null) {
                begun = pause(granted, RetryAfter.of(refusal, clock).orElse(USUAL_PAUSE), now);
            } else if (answer != null && answer.status() < 500 && granted.generation() == generation) {
                if (bucket != null) {
                    bucket.answered(now);
                }
            }
            recovering = bucket != null && bucket.rate().belowCeiling();
        }
        if (ended != null) {
            ended.countDown();
        }
        return begun;
    }

    private @Nullable Duration pause(Admission.Granted granted, Duration asked, Instant now) {
        Duration length = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        Instant end = now.plus(length);
        if (granted.generation() == generation) {
            generation++;
            pausedUntil = end;
            pauseLength = length;
            if (bucket != null && !granted.probe()) {
                bucket.rate().refused();
            }
            return length;
        }
        if (pausedUntil != null && end.isAfter(pausedUntil)) {
            // Sent before the pause, answered during it: it may lengthen the pause, but not begin another.
            pausedUntil = end;
            pauseLength = length;
        }
        return null;
    }
}

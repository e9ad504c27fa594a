package dev.tocsin.http;

import dev.tocsin.core.base.ConfigurationException;
import java.time.Duration;

/**
 * How often and how long an idempotent request is tried. Requests that are not idempotent (POST, PATCH) are never
 * repeated, whatever stands here.
 *
 * @param attempts how many times in all, 1 to 10; 1 means no retry
 * @param base the wait before the second attempt is random between zero and this; it doubles each time
 * @param cap the longest such wait; {@code Retry-After} may ask for more
 * @param totalDeadline no attempt starts later than this after the first one, and a later attempt's timeout is cut to
 *     what is left of it
 */
public record RetryPolicy(int attempts, Duration base, Duration cap, Duration totalDeadline) {
    /**
     * @throws ConfigurationException if a value is out of its range
     */
    public RetryPolicy {
        if (attempts < 1 || attempts > 10) {
            throw new ConfigurationException("retryPolicy.attempts", "must be 1 to 10, but is " + attempts);
        }
        requirePositive("retryPolicy.base", base);
        requirePositive("retryPolicy.cap", cap);
        requirePositive("retryPolicy.totalDeadline", totalDeadline);
        if (cap.compareTo(base) < 0) {
            throw new ConfigurationException(
                    "retryPolicy.cap", "must not be less than the base " + base + ", but is " + cap);
        }
    }

    private static void requirePositive(String field, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new ConfigurationException(field, "must be more than zero and at most one day, but is " + value);
        }
    }

    /**
     * Four attempts, waits of up to 200 ms, 400 ms and 800 ms (at most 10 s), two minutes in all. ConnectWise
     * asks for 30 seconds after a 429, so that leaves room for a few of them.
     */
    public static RetryPolicy standard() {
        return new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(2));
    }

    /** One attempt only. */
    public static RetryPolicy none() {
        return new RetryPolicy(1, Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(2));
    }

    /** The upper end of the random wait after the given attempt, counted from 1. */
    Duration ceiling(int attempt) {
        Duration doubled = base.multipliedBy(1L << Math.min(attempt - 1, 9));
        return doubled.compareTo(cap) > 0 ? cap : doubled;
    }
}

package dev.tocsin.http;

import dev.tocsin.core.base.Sleeper;
import dev.tocsin.http.TransportResult.Answered;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Repeats GET, PUT and DELETE on 408, 429, 5xx (but 501 and 505) and on I/O errors, with exponential backoff and full
 * jitter, honouring {@code Retry-After}. POST and PATCH pass through once, whatever becomes of them. A wait that would
 * end after the total deadline or after the request's {@code notAfter} is not begun: the last result is returned.
 *
 * <p>The last result of a PUT or DELETE speaks for its own attempt only. Once an earlier attempt may have been carried
 * out, a later refusal, or a later attempt that did not leave, comes out as {@link Unknown}. A 404 stays: what is to be
 * deleted is gone.
 */
final class RetryTransport implements Transport {
    private final Transport next;
    private final RetryPolicy policy;
    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final TransportListener listener;

    RetryTransport(
            Transport next,
            RetryPolicy policy,
            Clock clock,
            Sleeper sleeper,
            RandomGenerator random,
            TransportListener listener) {
        this.next = next;
        this.policy = policy;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.listener = listener;
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        if (!request.method().idempotent()) {
            return next.send(request);
        }
        Instant end = clock.instant().plus(policy.totalDeadline());
        Instant lastStart = request.notAfter().filter(end::isAfter).orElse(end);
        TransportResult result = next.send(request);
        @Nullable TransportResult open = null;
        for (int attempt = 1; attempt < policy.attempts() && worthRetrying(result); attempt++) {
            open = mayHaveBeenDone(request, result) ? result : open;
            Duration wait = waitAfter(attempt, result);
            Instant resumed = clock.instant().plus(wait);
            if (!resumed.isBefore(lastStart)) {
                return told(open, result);
            }
            listener.retrying(request, attempt, wait, result);
            try {
                sleeper.sleep(wait);
                result = next.send(trimmed(request, end));
            } catch (InterruptedException interruption) {
                // An earlier attempt may have left, so the contract forbids throwing here.
                Thread.currentThread().interrupt();
                return told(open, result);
            }
        }
        return told(open, result);
    }

    /** Whether an attempt of a write may have been carried out although it did not succeed. */
    private static boolean mayHaveBeenDone(TransportRequest request, TransportResult result) {
        if (request.method() == TransportRequest.Method.GET) {
            return false;
        }
        if (result instanceof Answered answered) {
            int status = answered.response().status();
            return status == 408 || status >= 500;
        }
        return result instanceof Unknown;
    }

    /**
     * What the attempts together say.
     *
     * @param open an earlier attempt that may have been carried out, or null if there is none
     */
    private static TransportResult told(@Nullable TransportResult open, TransportResult last) {
        if (open == null || !saysNotDone(last)) {
            return last;
        }
        Throwable cause = open instanceof Unknown unknown ? unknown.cause() : null;
        return new Unknown(
                "an earlier attempt may have been carried out (" + brief(open) + "), the last one was not ("
                        + brief(last) + ")",
                cause != null ? cause : last instanceof NotSent notSent ? notSent.cause() : null);
    }

    private static boolean saysNotDone(TransportResult result) {
        if (result instanceof Answered answered) {
            int status = answered.response().status();
            return status >= 300 && status < 500 && status != 404 && status != 408;
        }
        return result instanceof NotSent;
    }

    private static String brief(TransportResult result) {
        if (result instanceof Answered answered) {
            return "answered " + answered.response().status();
        }
        return result instanceof NotSent notSent ? notSent.reason() : ((Unknown) result).reason();
    }

    private TransportRequest trimmed(TransportRequest request, Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        boolean cut = !left.isNegative() && !left.isZero() && left.compareTo(request.timeout()) < 0;
        return cut ? request.withTimeout(left) : request;
    }

    private Duration waitAfter(int attempt, TransportResult result) {
        Duration jitter =
                Duration.ofNanos(random.nextLong(policy.ceiling(attempt).toNanos() + 1));
        Duration asked = asked(result);
        return asked != null && asked.compareTo(jitter) > 0 ? asked : jitter;
    }

    private @Nullable Duration asked(TransportResult result) {
        if (result instanceof Answered answered) {
            return RetryAfter.of(answered.response(), clock).orElse(null);
        }
        return result instanceof NotSent notSent ? notSent.retryAfter() : null;
    }

    private static boolean worthRetrying(TransportResult result) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        if (result instanceof Answered answered) {
            int status = answered.response().status();
            return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
        }
        // A result without an I/O error is a refusal of this side (gate, breaker, pinning), and stays one.
        return transientFault(result instanceof NotSent notSent ? notSent.cause() : ((Unknown) result).cause());
    }

    private static boolean transientFault(@Nullable Throwable cause) {
        if (!(cause instanceof IOException) || cause instanceof LimitedBody.TooLargeException) {
            return false;
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof CertificateException) {
                return false;
            }
        }
        return true;
    }
}

package dev.tocsin.http;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.http.TransportResult.Answered;
import dev.tocsin.http.TransportResult.NotSent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stops a connection whose credentials were refused: after a 401 every request is {@link NotSent} at once for a
 * cool-down, then one goes as a probe, so that a wrong key does not lock the account. It sits inside the rate gate, so
 * that requests that waited there are stopped as well.
 *
 * <p>A 403 does <em>not</em> stop the connection: it may be only a right that the role lacks for one endpoint, and the
 * client above knows which. Thread-safe.
 */
final class AccessBreaker implements Transport {
    private static final Duration PROBE_WAIT = Duration.ofSeconds(1);
    private static final String REFUSED =
            "credentials were refused (401); the connection rests before they are tried again";

    private final Transport next;
    private final Clock clock;
    private final Duration coolDown;

    private final Object lock = new Object();
    private @Nullable Instant openUntil;
    private boolean probing;
    /** Counts the openings, so that a late 401 from before a success does not open it again. */
    private long generation;

    AccessBreaker(Transport next, Clock clock, Duration coolDown) {
        this.next = next;
        this.clock = clock;
        this.coolDown = coolDown;
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        boolean probe = false;
        long since;
        synchronized (lock) {
            if (openUntil != null) {
                Instant now = clock.instant();
                if (now.isBefore(openUntil)) {
                    Duration left = Duration.between(now, openUntil);
                    // Never longer than the cool-down, also if the wall clock was set back.
                    return refused(left.compareTo(coolDown) > 0 ? coolDown : left);
                }
                if (probing) {
                    return refused(PROBE_WAIT);
                }
                probing = true;
                probe = true;
            }
            since = generation;
        }
        TransportResult result = null;
        try {
            result = next.send(request);
            return result;
        } finally {
            settle(probe, since, result);
        }
    }

    private void settle(boolean probe, long since, @Nullable TransportResult result) {
        boolean refused =
                result instanceof Answered answered && answered.response().status() == 401;
        synchronized (lock) {
            if (probe) {
                probing = false;
            }
            if (refused && since == generation) {
                generation++;
                openUntil = clock.instant().plus(coolDown);
            } else if (probe && result instanceof Answered) {
                openUntil = null;
            }
        }
    }

    private static NotSent refused(Duration retryAfter) {
        // the cause tells the client above that waiting will not help, as the 401 itself did
        return new NotSent(REFUSED, retryAfter, new AuthenticationException(REFUSED, 401, null, null));
    }
}

package dev.tocsin.http;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.http.TransportResult.Answered;
import dev.tocsin.http.TransportResult.NotSent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops a connection whose credentials were refused: after a 401 every request with the same credentials is {@link NotSent}
 * at once for a cool-down, then one goes as a probe, so that a wrong key does not lock the account. A request with other
 * credentials goes at once: keys rotate while a host runs. It sits inside the rate gate, so that requests that waited there
 * are stopped as well, and inside authentication, so that it sees what is sent.
 *
 * <p>A 403 does <em>not</em> stop the connection: it may be only a right that the role lacks for one endpoint, and the
 * client above knows which. Thread-safe.
 */
final class AccessBreaker implements Transport {
    private static final Duration PROBE_WAIT = Duration.ofSeconds(1);
    private static final String REFUSED =
            "credentials were refused (401); the connection rests before they are tried again";
    /** The headers that credentials are sent in. */
    private static final List<String> CREDENTIALS =
            List.of("authorization", "x-api-key", "api-key", "x-auth-token", "cookie");
    /** How many different credentials are remembered: more than one only while they change. */
    private static final int MOST_REMEMBERED = 8;

    private final Transport next;
    private final Clock clock;
    private final Duration coolDown;

    private final Object lock = new Object();
    /** By the digest of the credentials, the longest unused first; a secret itself is never kept. */
    private final Map<String, Circuit> circuits = new LinkedHashMap<>(16, 0.75f, true);

    /** What became of requests with the same credentials. */
    private static final class Circuit {
        private @Nullable Instant openUntil;
        private boolean probing;
        /** Counts the openings, so that a late 401 from before a success does not open it again. */
        private long generation;
    }

    AccessBreaker(Transport next, Clock clock, Duration coolDown) {
        this.next = next;
        this.clock = clock;
        this.coolDown = coolDown;
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        boolean probe = false;
        long since;
        Circuit circuit;
        String credentials = digest(request);
        synchronized (lock) {
            circuit = circuits.computeIfAbsent(credentials, unknown -> new Circuit());
            if (circuits.size() > MOST_REMEMBERED) {
                circuits.remove(circuits.keySet().iterator().next());
            }
            if (circuit.openUntil != null) {
                Instant now = clock.instant();
                if (now.isBefore(circuit.openUntil)) {
                    Duration left = Duration.between(now, circuit.openUntil);
                    // Never longer than the cool-down, also if the wall clock was set back.
                    return refused(left.compareTo(coolDown) > 0 ? coolDown : left);
                }
                if (circuit.probing) {
                    return refused(PROBE_WAIT);
                }
                circuit.probing = true;
                probe = true;
            }
            since = circuit.generation;
        }
        TransportResult result = null;
        try {
            result = next.send(request);
            return result;
        } finally {
            settle(circuit, probe, since, result);
        }
    }

    private void settle(Circuit circuit, boolean probe, long since, @Nullable TransportResult result) {
        boolean refused =
                result instanceof Answered answered && answered.response().status() == 401;
        synchronized (lock) {
            if (probe) {
                circuit.probing = false;
            }
            if (refused && since == circuit.generation) {
                circuit.generation++;
                circuit.openUntil = clock.instant().plus(coolDown);
            } else if (probe && result instanceof Answered) {
                circuit.openUntil = null;
            }
        }
    }

    /** What tells credentials apart; the same for all requests without any. */
    private static String digest(TransportRequest request) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String name : CREDENTIALS) {
                String value = request.headers().get(name);
                if (value != null) {
                    sha.update((name + ":" + value + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static NotSent refused(Duration retryAfter) {
        // the cause tells the client above that waiting will not help, as the 401 itself did
        return new NotSent(REFUSED, retryAfter, new AuthenticationException(REFUSED, 401, null, null));
    }
}

package dev.tocsin.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every exchange, for metrics. Called on the sending thread, by many threads at once; what it throws is
 * logged and changes nothing.
 */
@FunctionalInterface
public interface TransportListener {
    /** The kinds of outcome, as {@link TransportResult} has them. */
    enum Outcome {
        /** The far side answered, with whatever status. */
        ANSWERED,
        /** Nothing was processed. */
        NOT_SENT,
        /** A byte may have arrived and no whole answer came back. */
        UNKNOWN
    }

    /** One call of the transport, with all its attempts. Immutable. */
    final class Exchange {
        private final TransportRequest request;
        private final @Nullable TransportResult result;
        private final Duration duration;

        Exchange(TransportRequest request, @Nullable TransportResult result, Duration duration) {
            this.request = request;
            this.result = result;
            this.duration = duration;
        }

        /** The method. */
        public TransportRequest.Method method() {
            return request.method();
        }

        /** The host that was asked. */
        public String host() {
            return request.uri().getHost();
        }

        /** The route's name, such as {@code /service/tickets/{id}}; empty if the caller gave none. */
        public Optional<String> route() {
            return request.route();
        }

        /** What became of it. */
        public Outcome outcome() {
            if (result instanceof TransportResult.Answered) {
                return Outcome.ANSWERED;
            }
            return result instanceof TransportResult.Unknown ? Outcome.UNKNOWN : Outcome.NOT_SENT;
        }

        /** The last HTTP status; empty if there was no answer. */
        public OptionalInt status() {
            return result instanceof TransportResult.Answered answered
                    ? OptionalInt.of(answered.response().status())
                    : OptionalInt.empty();
        }

        /** The time from call to result, waits for the rate and between attempts included. */
        public Duration duration() {
            return duration;
        }

        @Override
        public String toString() {
            return method() + " " + host() + " " + outcome() + " in " + duration;
        }
    }

    /**
     * A call has ended.
     *
     * @param exchange what was asked and what became of it
     */
    void completed(Exchange exchange);

    /**
     * An attempt of an idempotent request has failed and another will follow.
     *
     * @param request the request
     * @param attempt the number of the attempt that failed, from 1
     * @param wait the time until the next one
     * @param result what became of the failed one
     */
    default void retrying(TransportRequest request, int attempt, Duration wait, TransportResult result) {}

    /**
     * The far side said 429, and the {@link RateGate} of the connection begins a pause. Told once for each pause, to the
     * listener of the transport whose request met it, though the gate stops all that share it.
     *
     * @param request the request that met the 429
     * @param length how long no request goes
     * @param permitsPerMinute the gate's rate from now on; empty if it has none
     */
    default void paused(TransportRequest request, Duration length, OptionalInt permitsPerMinute) {}

    /** A listener that does nothing. */
    static TransportListener none() {
        return exchange -> {};
    }
}

package dev.tocsin.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells the {@link TransportListener} of each call as a whole; the outermost decorator. */
final class MetricsTransport implements Transport {
    private final Transport next;
    private final TransportListener listener;
    private final Clock clock;

    MetricsTransport(Transport next, TransportListener listener, Clock clock) {
        this.next = next;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        Instant start = clock.instant();
        TransportResult result = null;
        try {
            result = next.send(request);
            return result;
        } finally {
            Duration taken = Duration.between(start, clock.instant());
            listener.completed(
                    new TransportListener.Exchange(request, result, taken.isNegative() ? Duration.ZERO : taken));
        }
    }
}

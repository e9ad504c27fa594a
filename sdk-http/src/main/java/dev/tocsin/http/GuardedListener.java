package dev.tocsin.http;

import java.time.Duration;
import java.util.OptionalInt;

/** Keeps a faulty listener of the host from changing the outcome of a write. */
final class GuardedListener implements TransportListener {
    private final TransportListener listener;

    GuardedListener(TransportListener listener) {
        this.listener = listener;
    }

    @Override
    public void completed(Exchange exchange) {
        try {
            listener.completed(exchange);
        } catch (RuntimeException faulty) {
            LogTransport.LOG.warn("a transport listener failed on a completed exchange", faulty);
        }
    }

    @Override
    public void retrying(TransportRequest request, int attempt, Duration wait, TransportResult result) {
        try {
            listener.retrying(request, attempt, wait, result);
        } catch (RuntimeException faulty) {
            LogTransport.LOG.warn("a transport listener failed on a retry", faulty);
        }
    }

    @Override
    public void paused(TransportRequest request, Duration length, OptionalInt permitsPerMinute) {
        try {
            listener.paused(request, length, permitsPerMinute);
        } catch (RuntimeException faulty) {
            LogTransport.LOG.warn("a transport listener failed on a pause", faulty);
        }
    }
}

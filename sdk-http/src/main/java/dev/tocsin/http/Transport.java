package dev.tocsin.http;

/**
 * Sends one request and says what became of it. Implementations are thread-safe; decorators add metrics, retry, a rate
 * gate, authentication and a redacting log, in the fixed order that {@link TransportBuilder} lays.
 */
@FunctionalInterface
public interface Transport {
    /**
     * Sends a request. Blocks until there is an outcome. Never throws for what happens on the wire.
     *
     * @param request what to send
     * @return what became of it
     * @throws InterruptedException if the thread is interrupted before a byte left; afterwards the outcome is unknown
     */
    TransportResult send(TransportRequest request) throws InterruptedException;
}

package dev.tocsin.connectwise;

import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every exchange that passes through. */
final class RecordingTransport implements Transport {
    /** One request and what came of it. */
    record Exchange(TransportRequest request, TransportResult result) {
        Optional<TransportResponse> response() {
            return result instanceof TransportResult.Answered answered
                    ? Optional.of(answered.response())
                    : Optional.empty();
        }
    }

    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Transport next;

    RecordingTransport(Transport next) {
        this.next = next;
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        TransportResult result = next.send(request);
        exchanges.add(new Exchange(request, result));
        return result;
    }
}

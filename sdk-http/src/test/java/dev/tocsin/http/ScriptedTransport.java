package dev.tocsin.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** An innermost transport that gives results in turn (the last one for ever) and keeps what it was sent. */
final class ScriptedTransport implements Transport {
    private final Deque<TransportResult> results;
    private final List<TransportRequest> sent = new ArrayList<>();

    ScriptedTransport(TransportResult... results) {
        this.results = new ArrayDeque<>(Arrays.asList(results));
    }

    @Override
    public synchronized TransportResult send(TransportRequest request) {
        sent.add(request);
        return results.size() > 1 ? results.removeFirst() : results.getFirst();
    }

    synchronized List<TransportRequest> sent() {
        return List.copyOf(sent);
    }
}

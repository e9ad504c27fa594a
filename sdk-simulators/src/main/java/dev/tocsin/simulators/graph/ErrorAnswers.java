package dev.tocsin.simulators.graph;

import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Writes answers' request ids, and refusals with theirs. Thread-safe. */
final class ErrorAnswers {
    private final Clock clock;
    private final AtomicLong requests = new AtomicLong();

    ErrorAnswers(Clock clock) {
        this.clock = clock;
    }

    /** A refusal; its body names the request as the headers do. */
    Answer refused(Call call, GraphError error) {
        String id = nextId();
        // The service leaves the zone out; it is UTC.
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
        Answer answer = GraphCall.json(
                error.status(), error.body(id, call.header("client-request-id").orElse(id), now));
        for (Map.Entry<String, String> header : error.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer.with("request-id", id);
    }

    /** An answer with its own id and the caller's. */
    Answer stamped(Call call, Answer answer) {
        String known = answer.headers().get("request-id");
        String id = known == null ? nextId() : known;
        return answer.with("request-id", id)
                .with("client-request-id", call.header("client-request-id").orElse(id));
    }

    private String nextId() {
        return new UUID(0x6e9aL, requests.incrementAndGet()).toString();
    }
}

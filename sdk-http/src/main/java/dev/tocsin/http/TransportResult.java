package dev.tocsin.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a request. */
public sealed interface TransportResult {
    /**
     * The far side answered, whatever it said.
     *
     * @param response its answer
     */
    record Answered(TransportResponse response) implements TransportResult {}

    /**
     * No byte of the request was processed: it may be sent again without any doubt.
     *
     * @param reason why, in words fit for a log
     * @param retryAfter how long to wait before the next try, or null if unknown
     * @param cause the underlying error, or null
     */
    record NotSent(
            String reason,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) implements TransportResult {}

    /**
     * A byte may have arrived and no whole answer came back. A write must be looked up before it is sent again.
     *
     * @param reason why, in words fit for a log
     * @param cause the underlying error, or null
     */
    record Unknown(String reason, @Nullable Throwable cause) implements TransportResult {}
}

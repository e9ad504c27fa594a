package dev.tocsin.core.base;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that certainly did not reach the far side: no connection, a TLS failure, or a deadline that had passed. */
public class TransportException extends TocsinException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened
     * @param retryAfter how long to wait before the next try, or null if unknown
     * @param cause the underlying error, or null
     */
    public TransportException(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, Execution.NOT_EXECUTED, retryAfter, cause);
    }
}

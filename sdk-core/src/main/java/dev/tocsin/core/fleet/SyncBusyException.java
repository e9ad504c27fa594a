package dev.tocsin.core.fleet;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import java.time.Duration;

/**
 * A run was not begun, since another one works on the same connection, or did when its process died. Nothing was done. It may be begun
 * after {@link #retryAfter}, unless the other one goes on until then.
 */
public final class SyncBusyException extends TocsinException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message who works since when, and until when nobody else may
     * @param retryAfter how long it is until then
     */
    public SyncBusyException(String message, Duration retryAfter) {
        super(message, Execution.NOT_EXECUTED, retryAfter, null);
    }
}

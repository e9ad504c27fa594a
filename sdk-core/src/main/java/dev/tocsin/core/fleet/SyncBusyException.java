package dev.tocsin.core.fleet;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;

/** A run was not begun, since another one works on the same connection. Nothing was done. */
public final class SyncBusyException extends TocsinException {
    private static final long serialVersionUID = 1L;

    /** @param message who works since when, and until when nobody else may */
    SyncBusyException(String message) {
        super(message, Execution.NOT_EXECUTED, null, null);
    }
}

package dev.tocsin.core.base;

import org.jspecify.annotations.Nullable;

/**
 * A write that may or may not have been carried out: the answer was lost, cut short, or said only that something went
 * wrong. Look the record up before sending it again.
 */
public class OutcomeUnknownException extends TocsinException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened
     * @param cause the underlying error, or null
     */
    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, Execution.UNKNOWN, null, cause);
    }
}

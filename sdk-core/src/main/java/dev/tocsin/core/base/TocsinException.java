package dev.tocsin.core.base;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of all errors of the SDK. Unchecked. Each says whether the request it speaks of was executed, and how long
 * the far side asked to wait; there is no bare "retryable".
 */
public class TocsinException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Execution execution;
    private final transient @Nullable Duration retryAfter;

    /**
     * @param message what happened, with the field, the value's place and what is legal; never a secret
     * @param execution whether the request was carried out
     * @param retryAfter how long the far side asked to wait, or null if it did not say
     * @param cause the underlying error, or null
     */
    public TocsinException(
            String message, Execution execution, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.execution = Objects.requireNonNull(execution, "execution");
        this.retryAfter = retryAfter;
    }

    /** Whether the request behind this error was carried out. */
    public Execution execution() {
        return execution;
    }

    /** How long the far side asked to wait before the next try; empty if it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

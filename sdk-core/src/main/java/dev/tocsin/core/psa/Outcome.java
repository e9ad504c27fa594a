package dev.tocsin.core.psa;

import dev.tocsin.core.base.FieldError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one write to a PSA.
 *
 * @param <T> what a write that was done gives
 */
public sealed interface Outcome<T> {
    /**
     * It was carried out.
     *
     * @param value what it gave
     * @param <T> its type
     */
    record Done<T>(T value) implements Outcome<T> {}

    /**
     * The PSA said no to this very write; repeating it unchanged is useless.
     *
     * @param message the PSA's own words
     * @param fieldErrors the faults by field; may be empty
     * @param notFound whether the record that was to be changed is not there
     * @param <T> the type of what was asked
     */
    record Refused<T>(String message, List<FieldError> fieldErrors, boolean notFound) implements Outcome<T> {
        /** Copies the faults. */
        public Refused {
            fieldErrors = List.copyOf(fieldErrors);
        }
    }

    /**
     * It certainly had no effect, for a reason that may pass: no connection, a limit, a refused credential.
     *
     * @param reason why
     * @param retryAfter how long the PSA asked to wait, or null if it did not say
     * @param accessDenied whether the credentials or the role were refused, so that a person must act
     * @param <T> the type of what was asked
     */
    record NotExecuted<T>(String reason, @Nullable Duration retryAfter, boolean accessDenied) implements Outcome<T> {}

    /**
     * It may have had its effect. It must be looked up before it is sent again.
     *
     * @param reason what was seen
     * @param <T> the type of what was asked
     */
    record Unknown<T>(String reason) implements Outcome<T> {}
}

package dev.tocsin.core.base;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One fault of one field, as a remote API or a local check reports it.
 *
 * @param field the field's path in the API's own spelling, or null if the fault concerns the whole record
 * @param code the API's code for the fault, such as {@code MaxLengthField}, or null if it gave none
 * @param message what is wrong and, where known, what is legal
 */
public record FieldError(@Nullable String field, @Nullable String code, String message) {
    /** Refuses a null message. */
    public FieldError {
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return (field == null ? "" : field + ": ") + message + (code == null ? "" : " (" + code + ")");
    }
}

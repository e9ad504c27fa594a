package dev.tocsin.connectwise;

import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The server refused an edit for fields that the edit does not touch. It checks the whole stored record at each edit, so
 * an old value that it no longer takes, or that no longer fits, makes it refuse any. Nothing changed. Put the fields in
 * {@link #fieldErrors()} right first, in the server's own screens or with an edit of their own.
 */
public class StoredValueException extends ApiException {
    private static final long serialVersionUID = 1L;

    private StoredValueException(ApiException refusal, String message) {
        super(
                message,
                refusal.status(),
                refusal.code().orElse(null),
                refusal.fieldErrors(),
                refusal.requestId().orElse(null),
                refusal.execution(),
                refusal.retryAfter().orElse(null));
    }

    /** The refusal as such an exception, if it names fields and none of them was asked for; otherwise as it is. */
    static ApiException orSame(ApiException refusal, Set<String> asked) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(asked);
        List<String> refused = refusal.fieldErrors().stream()
                .map(FieldError::field)
                .map(field -> Objects.requireNonNullElse(field, ""))
                .toList();
        boolean others = refusal.status() == 400
                && !refused.isEmpty()
                && refused.stream()
                        .noneMatch(field -> field.isBlank() || names.contains(field) || names.contains(root(field)));
        if (!others) {
            return refusal;
        }
        return new StoredValueException(
                refusal,
                refusal.getMessage() + " - " + refused
                        + " was not among the fields asked for: the server checks the whole stored record again");
    }

    /** The field that a path such as {@code status/id} is a part of. */
    private static String root(String path) {
        return path.strip().replaceFirst("^/", "").split("[/.\\[]", 2)[0].toLowerCase(Locale.ROOT);
    }
}

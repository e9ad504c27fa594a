package dev.tocsin.connectwise;

import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server answered 200 to an edit, but the record in its answer does not hold what was asked: a "false 200", which
 * the vendor's guide warns of. The request was executed ({@link Execution#EXECUTED}); the fields in
 * {@link #fieldErrors()} kept or got another value, the others hold.
 */
public class UnappliedEditException extends ApiException {
    private static final long serialVersionUID = 1L;

    UnappliedEditException(String message, int status, List<FieldError> fieldErrors, @Nullable String requestId) {
        super(message, status, null, fieldErrors, requestId, Execution.EXECUTED, null);
    }
}

package dev.tocsin.core.base;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer of a remote API that says no. */
public class ApiException extends TocsinException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String code;
    private final transient List<FieldError> fieldErrors;
    private final @Nullable String requestId;

    /**
     * @param message what the API said, without any value that we sent it in confidence
     * @param status the HTTP status
     * @param code the API's own code for the fault, or null
     * @param fieldErrors the faults by field; may be empty
     * @param requestId the API's id of the request, for its support, or null
     * @param execution whether the request was carried out
     * @param retryAfter how long the API asked to wait, or null
     */
    public ApiException(
            String message,
            int status,
            @Nullable String code,
            List<FieldError> fieldErrors,
            @Nullable String requestId,
            Execution execution,
            @Nullable Duration retryAfter) {
        super(message, execution, retryAfter, null);
        this.status = status;
        this.code = code;
        this.fieldErrors = List.copyOf(fieldErrors);
        this.requestId = requestId;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The API's own code for the fault; empty if the answer had none. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** The faults by field, in the API's order; empty if it named none. */
    public List<FieldError> fieldErrors() {
        return fieldErrors;
    }

    /** The API's id of the request; empty if it gave none. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}

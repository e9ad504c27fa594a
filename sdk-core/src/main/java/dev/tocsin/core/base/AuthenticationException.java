package dev.tocsin.core.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The far side refused who we are (401) or what we may do (403). The request was not executed; waiting will not help. */
public class AuthenticationException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what the API said and which credential or right is meant
     * @param status 401 or 403
     * @param code the API's own code, or null
     * @param requestId the API's id of the request, or null
     */
    public AuthenticationException(String message, int status, @Nullable String code, @Nullable String requestId) {
        super(message, status, code, List.of(), requestId, Execution.NOT_EXECUTED, null);
    }
}

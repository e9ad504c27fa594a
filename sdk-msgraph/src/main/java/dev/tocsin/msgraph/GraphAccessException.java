package dev.tocsin.msgraph;

import dev.tocsin.core.base.AuthenticationException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Microsoft 365 lets the app not in, or not do this. Its message says what is to be done, and by whom. The request was not carried out. */
public final class GraphAccessException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final AccessProblem problem;
    private final String tenantId;
    private final @Nullable String permission;
    private final transient @Nullable Duration wait;

    /**
     * A refusal.
     *
     * @param message what is the matter and what is to be done; never a secret
     * @param problem its kind
     * @param tenantId the tenant as it was named
     * @param status the HTTP status
     * @param code {@code AADSTS} with its number, or Graph's code; null if there was none
     * @param requestId the service's id of the request, or null
     * @param permission the application permission that is missing, or null if it is not known or another matter
     * @param retryAfter when it is worth another try, or null if not before somebody does something
     */
    public GraphAccessException(
            String message,
            AccessProblem problem,
            String tenantId,
            int status,
            @Nullable String code,
            @Nullable String requestId,
            @Nullable String permission,
            @Nullable Duration retryAfter) {
        super(message, status, code, requestId);
        this.problem = Objects.requireNonNull(problem, "problem");
        this.tenantId = Objects.requireNonNull(tenantId, "tenantId");
        this.permission = permission;
        this.wait = retryAfter;
    }

    /** What is the matter. */
    public AccessProblem problem() {
        return problem;
    }

    /** The tenant that it concerns, as it was named. */
    public String tenantId() {
        return tenantId;
    }

    /** The application permission that is missing, such as {@code Mail.Send}; empty if it is not known or another matter. */
    public Optional<String> permission() {
        return Optional.ofNullable(permission);
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(wait);
    }

    /** The same refusal anew, for another thread: a stack trace belongs to one. */
    GraphAccessException again() {
        return new GraphAccessException(
                String.valueOf(getMessage()),
                problem,
                tenantId,
                status(),
                code().orElse(null),
                requestId().orElse(null),
                permission,
                wait);
    }
}

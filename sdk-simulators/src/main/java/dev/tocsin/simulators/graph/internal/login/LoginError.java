package dev.tocsin.simulators.graph.internal.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.wire.Json;

/**
 * A refusal of the login service: a code of the protocol and one of the service, {@code AADSTS…}
 * (entra-docs docs/identity-platform/reference-error-codes.md). Thrown anywhere, answered in one place.
 */
public final class LoginError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final int code;

    private LoginError(int status, String error, int code, String message) {
        super("AADSTS" + code + ": " + message, null, false, false);
        this.status = status;
        this.error = error;
        this.code = code;
    }

    /** The refusal of a request; 400. */
    public static LoginError of(String error, int code, String message) {
        return new LoginError(400, error, code, message);
    }

    /** The refusal of a proof of identity; 401. */
    public static LoginError invalidClient(int code, String message) {
        return new LoginError(401, "invalid_client", code, message);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The protocol's code. */
    public String error() {
        return error;
    }

    /** The words with the service's code in front. */
    public String description() {
        return String.valueOf(getMessage());
    }

    /** The body of the token endpoint's answer. */
    public ObjectNode body(String traceId, String correlationId, String timestamp) {
        ObjectNode body = Json.object()
                .put("error", error)
                .put(
                        "error_description",
                        description() + " Trace ID: " + traceId + " Correlation ID: " + correlationId + " Timestamp: "
                                + timestamp);
        body.putArray("error_codes").add(code);
        return body.put("timestamp", timestamp)
                .put("trace_id", traceId)
                .put("correlation_id", correlationId)
                .put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
    }
}

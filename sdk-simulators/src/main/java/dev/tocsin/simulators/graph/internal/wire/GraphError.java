package dev.tocsin.simulators.graph.internal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;

/**
 * A request that Graph refuses, with its status, code and words. Thrown anywhere, answered in one place. Codes and words
 * are those seen in the vendor's documents and in public issues; a client should go by status and code.
 */
public final class GraphError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    private GraphError(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    /** An error of any kind. */
    public static GraphError of(int status, String code, String message) {
        return new GraphError(status, code, message, Map.of());
    }

    /** This error with a header on its answer. */
    public GraphError with(String header, String value) {
        return new GraphError(status, code, String.valueOf(getMessage()), Map.of(header, value));
    }

    /** The 400 of a request that the gateway cannot read. */
    public static GraphError badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    /** The 400 of a query that the directory cannot answer (concepts/aad-advanced-queries.md). */
    public static GraphError unsupportedQuery(String message) {
        return of(400, "Request_UnsupportedQuery", message);
    }

    /** The 404 of an object of the directory. */
    public static GraphError noSuchResource(String id) {
        return of(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present.");
    }

    /** The 400 of a path that the service does not have. */
    public static GraphError noSuchSegment(String segment) {
        return badRequest("Resource not found for the segment '" + segment + "'.");
    }

    /** The 405 (concepts/json-batching.md shows it). */
    public static GraphError methodNotAllowed() {
        return of(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
    }

    /** The 401 of a missing, foreign or expired token. */
    public static GraphError invalidToken(String message) {
        return of(401, "InvalidAuthenticationToken", message).with("WWW-Authenticate", "Bearer realm=\"\"");
    }

    /** The 403 of a token without the application permission. */
    public static GraphError denied() {
        return of(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    /** The 429; a wait of zero sends no Retry-After, as identity protection does (concepts/throttling-limits.md). */
    public static GraphError tooManyRequests(String code, String message, Duration wait) {
        GraphError error = of(429, code, message);
        return wait.isZero() ? error : error.with("Retry-After", String.valueOf((wait.toMillis() + 999) / 1_000));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers of the answer, such as Retry-After. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body, the contract's {@code odata.error}. */
    public ObjectNode body(String requestId, String clientRequestId, String date) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", code)
                .put("message", getMessage())
                .putObject("innerError")
                .put("date", date)
                .put("request-id", requestId)
                .put("client-request-id", clientRequestId);
        return body;
    }
}

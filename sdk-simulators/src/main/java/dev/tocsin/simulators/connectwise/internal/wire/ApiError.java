package dev.tocsin.simulators.connectwise.internal.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A request that is refused, with the server's status, code and words. Thrown anywhere, answered in one place. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<FieldFault> faults;

    private ApiError(int status, String code, String message, List<FieldFault> faults) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    /** An error of any kind. */
    public static ApiError of(int status, String code, String message) {
        return new ApiError(status, code, message, List.of());
    }

    /** An error of the interface itself rather than of a record. */
    public static ApiError connectWiseApi(int status, String message) {
        return of(status, "ConnectWiseApi", message);
    }

    /** The 404 of a wrong path or an old codebase. */
    public static ApiError noSuchEndpoint() {
        return connectWiseApi(404, "The endpoint does not exist.");
    }

    /** The 404 of a record that is not there. */
    public static ApiError notFound(String what, int id) {
        return of(404, "NotFound", what + " " + id + " not found");
    }

    /** The 400 of a record that does not pass validation. */
    public static ApiError invalid(String resource, List<FieldFault> faults) {
        return new ApiError(400, "InvalidObject", resource + " object is invalid", faults);
    }

    /** The 400 of a record with one fault. */
    public static ApiError invalid(FieldFault fault) {
        return invalid(fault.resource(), List.of(fault));
    }

    /** The 401 of a caller who is not known. */
    public static ApiError unauthorized(String code, String message, String faultCode) {
        return new ApiError(401, code, message, List.of(new FieldFault(faultCode, message, "", "")));
    }

    /** The 403 of a member who lacks a right. */
    public static ApiError forbidden() {
        return of(403, "Security", "You do not have security permission to perform this action.");
    }

    /** The 400 of a value whose JSON type does not fit its field. */
    public static ApiError unconvertible(String shown, String type, String path) {
        return connectWiseApi(400, "Error converting value " + shown + " to type '" + type + "'. Path '" + path + "'.");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The body: the specification's ErrorResponseMessage. */
    public ObjectNode body() {
        ObjectNode body = Json.object().put("code", code).put("message", getMessage());
        if (!faults.isEmpty()) {
            ArrayNode errors = body.putArray("errors");
            for (FieldFault fault : faults) {
                ObjectNode error = errors.addObject().put("code", fault.code()).put("message", fault.message());
                if (!fault.resource().isEmpty()) {
                    error.put("resource", fault.resource());
                }
                if (!fault.field().isEmpty()) {
                    error.put("field", fault.field());
                }
            }
        }
        return body;
    }
}

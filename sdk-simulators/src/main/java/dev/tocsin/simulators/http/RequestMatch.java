package dev.tocsin.simulators.http;

import java.util.Objects;

/**
 * Which requests are meant. Immutable.
 *
 * @param method the HTTP method in upper case, or {@code *} for any
 * @param path the service's own path, such as {@code /service/tickets}; a {@code *} stands for one segment, a
 *     {@code **} at the end for any rest
 */
public record RequestMatch(String method, String path) {
    /** Every request. */
    public static final RequestMatch ANY = new RequestMatch("*", "/**");

    /** Refuses a path that does not begin with a slash. */
    public RequestMatch {
        Objects.requireNonNull(method, "method");
        if (!Objects.requireNonNull(path, "path").startsWith("/")) {
            throw new IllegalArgumentException("path: must begin with '/', but is '" + path + "'");
        }
    }

    /** Whether a request is meant. */
    public boolean matches(String requestMethod, String requestPath) {
        return (method.equals("*") || method.equals(requestMethod)) && pathMatches(requestPath);
    }

    private boolean pathMatches(String requestPath) {
        String[] wanted = path.split("/", -1);
        String[] given = requestPath.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("**") && i == wanted.length - 1) {
                return true;
            }
            if (i >= given.length || !(wanted[i].equals("*") || wanted[i].equals(given[i]))) {
                return false;
            }
        }
        return wanted.length == given.length;
    }
}

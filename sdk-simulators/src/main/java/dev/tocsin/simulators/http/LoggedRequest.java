package dev.tocsin.simulators.http;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request as the log keeps it: no headers and no bodies. Immutable.
 *
 * @param method the HTTP method
 * @param path the service's own path
 * @param query the raw query with the values of secret-looking parameters masked; empty if there was none
 * @param status the HTTP status answered, or 0 if the connection was closed or left hanging
 * @param at when it came, by the simulator's clock
 * @param faultKind the fault that struck it, or null
 */
public record LoggedRequest(
        String method,
        String path,
        String query,
        int status,
        Instant at,
        @Nullable FaultKind faultKind) {
    /** The fault that struck it; empty if none did. */
    public Optional<FaultKind> fault() {
        return Optional.ofNullable(faultKind);
    }
}

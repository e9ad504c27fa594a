package dev.tocsin.http;

import dev.tocsin.core.base.TocsinException;
import dev.tocsin.http.TransportResult.NotSent;
import java.util.Map;
import java.util.Set;

/**
 * Adds credentials to each attempt: those of the request if it has its own, else the transport's. Where origins are pinned
 * it refuses any request to another: a link in an answer must not carry a key elsewhere.
 */
final class AuthTransport implements Transport {
    private final Transport next;
    private final Credentials credentials;
    private final Set<Origin> origins;

    /** @param origins where requests may go; empty for anywhere */
    AuthTransport(Transport next, Credentials credentials, Set<Origin> origins) {
        this.next = next;
        this.credentials = credentials;
        this.origins = Set.copyOf(origins);
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        Origin origin = Origin.of(request.uri());
        if (!origins.isEmpty() && !origins.contains(origin)) {
            return new NotSent("refused " + origin + ": the credentials are pinned to " + origins, null, null);
        }
        TransportRequest signed = request;
        try {
            Credentials asked = request.credentials().orElse(credentials);
            for (Map.Entry<String, String> header : asked.headers().entrySet()) {
                signed = signed.withHeader(header.getKey(), header.getValue());
            }
        } catch (TocsinException unavailable) {
            return new NotSent(
                    "no credentials: " + unavailable.getMessage(),
                    unavailable.retryAfter().orElse(null),
                    unavailable);
        } catch (RuntimeException broken) {
            // Its message is not ours and might hold the secret, so only its type is told.
            return new NotSent(
                    "no credentials: their source failed with "
                            + broken.getClass().getName(),
                    null,
                    null);
        }
        return next.send(signed);
    }
}

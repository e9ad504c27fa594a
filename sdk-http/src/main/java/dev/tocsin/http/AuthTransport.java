package dev.tocsin.http;

import dev.tocsin.core.base.TocsinException;
import dev.tocsin.http.TransportResult.NotSent;
import java.util.Map;
import java.util.Set;

/**
 * Adds credentials to each attempt, and refuses any request to an origin that is not pinned: a link in an answer must
 * not carry a key elsewhere.
 */
final class AuthTransport implements Transport {
    private final Transport next;
    private final Credentials credentials;
    private final Set<Origin> origins;

    AuthTransport(Transport next, Credentials credentials, Set<Origin> origins) {
        this.next = next;
        this.credentials = credentials;
        this.origins = Set.copyOf(origins);
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        Origin origin = Origin.of(request.uri());
        if (!origins.contains(origin)) {
            return new NotSent("refused " + origin + ": the credentials are pinned to " + origins, null, null);
        }
        TransportRequest signed = request;
        try {
            for (Map.Entry<String, String> header : credentials.headers().entrySet()) {
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

package dev.tocsin.msgraph;

import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResult;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Adds the tenant's token to each attempt. A 401 says that nothing was carried out: then another token is got once and the request
 * sent again, writes included.
 */
final class SigningTransport implements Transport {
    private static final int UNAUTHORIZED = 401;

    private final Transport next;
    private final TenantTokens tokens;

    SigningTransport(Transport next, TenantTokens tokens) {
        this.next = next;
        this.tokens = tokens;
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        AtomicReference<@Nullable IssuedToken> used = new AtomicReference<>();
        TransportRequest signed = request.withCredentials(() -> {
            IssuedToken token = tokens.current();
            used.set(token);
            return Map.of("authorization", "Bearer " + token.value().reveal());
        });
        TransportResult result = next.send(signed);
        IssuedToken token = used.get();
        if (token == null || !(result instanceof TransportResult.Answered answered)) {
            return result;
        }
        if (answered.response().status() != UNAUTHORIZED) {
            tokens.served(token);
            return result;
        }
        if (!tokens.refused(token)) {
            return result;
        }
        try {
            result = next.send(signed);
        } catch (InterruptedException interrupted) {
            // A byte of the first try has left, so the contract forbids throwing here.
            Thread.currentThread().interrupt();
            return new TransportResult.NotSent("interrupted after a refused token", null, interrupted);
        }
        IssuedToken other = used.get();
        if (other != null
                && result instanceof TransportResult.Answered again
                && again.response().status() != UNAUTHORIZED) {
            tokens.served(other);
        }
        return result;
    }
}

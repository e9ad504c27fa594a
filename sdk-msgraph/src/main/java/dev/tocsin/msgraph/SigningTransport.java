package dev.tocsin.msgraph;

import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResult;
import dev.tocsin.msgraph.internal.ErrorAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Adds the tenant's token to each attempt. A 401 says that nothing was carried out: then another token is got once and the request
 * sent again, writes included. So does a 403 where the token has not the permission that is needed and a new token has it.
 */
final class SigningTransport implements Transport {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

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
        int status = answered.response().status();
        if (status != UNAUTHORIZED) {
            tokens.served(token);
        }
        boolean again =
                status == UNAUTHORIZED ? tokens.refused(token) : status == FORBIDDEN && permittedSince(request, token);
        if (!again) {
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
                && result instanceof TransportResult.Answered second
                && second.response().status() != UNAUTHORIZED) {
            tokens.served(other);
        }
        return result;
    }

    /** Whether a token of now has the permission that this one lacks: the tenant may have granted it since. */
    private boolean permittedSince(TransportRequest request, IssuedToken token) {
        List<String> needed =
                NeededPermissions.of(ErrorAnswer.withoutVersion(request.uri().getPath()));
        if (!lacks(token, needed) || !tokens.lacking(token)) {
            return false;
        }
        try {
            IssuedToken fresh = tokens.current();
            return !fresh.value().equals(token.value()) && !lacks(fresh, needed);
        } catch (InterruptedException interrupted) {
            // A byte has left, so the contract forbids throwing here; the answer stands.
            Thread.currentThread().interrupt();
            return false;
        } catch (RuntimeException noToken) {
            return false;
        }
    }

    private static boolean lacks(IssuedToken token, List<String> needed) {
        return !needed.isEmpty()
                && token.permissions()
                        .map(has -> needed.stream().noneMatch(has::contains))
                        .orElse(false);
    }
}

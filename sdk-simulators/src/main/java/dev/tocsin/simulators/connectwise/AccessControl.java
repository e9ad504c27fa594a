package dev.tocsin.simulators.connectwise;

import dev.tocsin.core.base.Secret;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.http.RequestMatch;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who may call, and what that member may do. Thread-safe. */
final class AccessControl {
    private volatile Account account;
    private final List<RequestMatch> denied = new CopyOnWriteArrayList<>();
    private final Rights rights = new Rights();
    private volatile boolean revoked;

    AccessControl(Account account) {
        this.account = account;
    }

    void deny(RequestMatch match) {
        denied.add(match);
    }

    void allowAll() {
        denied.clear();
        rights.allowAll();
    }

    void revokeKeys(boolean revoke) {
        revoked = revoke;
    }

    /** The account as it is now. */
    Account account() {
        return account;
    }

    /** Gives the API member other keys; those before are refused from now on. */
    void changeKeys(String publicKey, Secret privateKey) {
        Account old = account;
        account = new Account(old.company(), publicKey, privateKey, old.clientId(), old.member());
    }

    /** @throws ApiError 401 if the caller is not known, 403 if the right is lacking */
    void check(Call call, String path) {
        String header = call.header("Authorization").orElse("");
        if (header.isBlank()) {
            throw ApiError.unauthorized(
                    "ConnectWiseApi", "Authentication is required to access this resource.", "UserNotAuthenticated");
        }
        if (!call.header("clientId").orElse("").strip().equalsIgnoreCase(account.clientId())) {
            throw ApiError.unauthorized("Unauthorized", "A valid clientId header is required.", "UserNotAuthenticated");
        }
        if (revoked || !credentialsFit(header)) {
            throw ApiError.unauthorized("Unauthorized", "Incorrect public/private key", "UserNotAuthenticated");
        }
        if (denied.stream().anyMatch(match -> match.matches(call.method(), path))) {
            throw ApiError.forbidden();
        }
        rights.check(call, path);
    }

    /** What the member's security role does not allow. */
    Rights rights() {
        return rights;
    }

    private boolean credentialsFit(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        Account known = account;
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        int plus = decoded.indexOf('+');
        int colon = decoded.indexOf(':', plus + 1);
        if (plus < 0 || colon < 0 || decoded.substring(colon + 1).isBlank()) {
            return false;
        }
        return decoded.substring(0, plus).equalsIgnoreCase(known.company())
                && decoded.substring(plus + 1, colon).equals(known.publicKey())
                && Secret.of(decoded.substring(colon + 1)).equals(known.privateKey());
    }
}

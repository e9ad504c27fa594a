package dev.tocsin.msgraph.login;

import dev.tocsin.core.base.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Proof by a client secret. */
final class SecretProof implements AppProof {
    private final Supplier<Secret> secret;

    SecretProof(Supplier<Secret> secret) {
        this.secret = Objects.requireNonNull(secret, "secret");
    }

    @Override
    public Map<String, String> fields(String clientId, URI endpoint, Instant now) {
        return Map.of("client_secret", secret.get().reveal());
    }

    @Override
    public Object current() {
        return secret.get();
    }

    @Override
    public String toString() {
        return "AppCredential[secret=***]";
    }
}

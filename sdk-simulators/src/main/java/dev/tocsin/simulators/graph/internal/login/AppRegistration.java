package dev.tocsin.simulators.graph.internal.login;

import dev.tocsin.core.base.Secret;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The provider's app: its id, proofs, redirect addresses and the permissions that it asks for. Thread-safe. */
public final class AppRegistration {
    private final String clientId;
    private final List<Key> keys = new CopyOnWriteArrayList<>();
    private final List<X509Certificate> certificates = new CopyOnWriteArrayList<>();
    private final List<String> redirectUris = new CopyOnWriteArrayList<>();
    private volatile Set<String> permissions;

    /**
     * @param clientId the app's id
     * @param permissions the application permissions that it asks for
     */
    public AppRegistration(String clientId, Collection<String> permissions) {
        this.clientId = clientId;
        this.permissions = Set.copyOf(permissions);
    }

    private record Key(Secret secret, Instant expires) {}

    /** The app's id. */
    public String clientId() {
        return clientId;
    }

    /** The application permissions that a consent grants from now on. */
    public Set<String> permissions() {
        return permissions;
    }

    /** Sets the permissions that a consent grants from now on; earlier consents stay as they are. */
    public void permissions(Collection<String> asked) {
        permissions = Set.copyOf(asked);
    }

    /** Adds a client secret. */
    public void addSecret(Secret secret, Instant expires) {
        keys.add(new Key(secret, expires));
    }

    /** Removes all client secrets. */
    public void removeSecrets() {
        keys.clear();
    }

    /** Adds a certificate. */
    public void addCertificate(X509Certificate certificate) {
        certificates.add(certificate);
    }

    /** The certificates. */
    List<X509Certificate> certificates() {
        return new ArrayList<>(certificates);
    }

    /** Adds an address to which the consent page may send a browser back. */
    public void addRedirectUri(String uri) {
        redirectUris.add(uri);
    }

    /** Whether the consent page may send a browser there. Without any registered address it may not. */
    public boolean allowsRedirect(String uri) {
        return redirectUris.contains(uri);
    }

    /** @throws LoginError 7000215 for a wrong secret, 7000222 for an expired one */
    public void checkSecret(String given, Instant now) {
        for (Key key : keys) {
            if (!given.isBlank() && key.secret().equals(Secret.of(given))) {
                if (now.isBefore(key.expires())) {
                    return;
                }
                throw LoginError.invalidClient(
                        7000222,
                        "The provided client secret keys for app '" + clientId
                                + "' are expired. Visit the Azure portal to"
                                + " create new keys for your app: https://aka.ms/NewClientSecret, or consider using"
                                + " certificate credentials for added security: https://aka.ms/certCreds.");
            }
        }
        throw LoginError.invalidClient(
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value,"
                        + " not the client secret ID, for a secret added to app '" + clientId + "'.");
    }
}

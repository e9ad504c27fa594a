package dev.tocsin.msgraph.login;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** A credential with which this SDK asks for tokens itself. */
public sealed interface AppProof extends AppCredential permits SecretProof, CertificateProof {
    /**
     * The fields that the token request needs as proof; they are secret.
     *
     * @param clientId the app
     * @param endpoint where the request goes
     * @param now the time
     */
    Map<String, String> fields(String clientId, URI endpoint, Instant now);

    /** The secret or certificate of the moment, to see whether it was changed; equal as long as it is the same, and secret. */
    Object current();
}

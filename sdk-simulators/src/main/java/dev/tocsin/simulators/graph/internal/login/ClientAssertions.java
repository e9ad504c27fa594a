package dev.tocsin.simulators.graph.internal.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;

/**
 * Checks a signed statement with which an app proves who it is by certificate
 * (entra-docs docs/identity-platform/certificate-credentials.md): RS256 or PS256, the certificate named by its thumbprint,
 * issued by and for the app, for this token endpoint, in its time.
 */
public final class ClientAssertions {
    private static final Base64.Decoder URL = Base64.getUrlDecoder();

    private final AppRegistration app;

    /** @param app whose certificates count */
    public ClientAssertions(AppRegistration app) {
        this.app = app;
    }

    /**
     * Checks an assertion.
     *
     * @param audiences the addresses of the token endpoint that it may be for
     * @throws LoginError in the service's words if it proves nothing
     */
    public void check(String assertion, Set<String> audiences, Instant now) {
        String[] parts = assertion.split("\\.", -1);
        JsonNode header = parts.length == 3 ? read(parts[0]) : Json.object();
        JsonNode claims = parts.length == 3 ? read(parts[1]) : Json.object();
        if (!header.has("alg") || !claims.has("iss")) {
            throw LoginError.invalidClient(50027, "JWT token is invalid or malformed.");
        }
        X509Certificate certificate = certificate(header, now);
        if (!verifies(header.path("alg").asText(), parts, certificate)) {
            throw LoginError.invalidClient(
                    700027, "Client assertion contains an invalid signature. [Reason - The signature is not valid.]");
        }
        checkClaims(claims, audiences, now);
    }

    private void checkClaims(JsonNode claims, Set<String> audiences, Instant now) {
        String clientId = app.clientId();
        if (!claims.path("iss").asText().equals(clientId)
                || !claims.path("sub").asText().equals(clientId)) {
            throw LoginError.invalidClient(
                    700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
        }
        if (!audiences.contains(claims.path("aud").asText())) {
            throw LoginError.invalidClient(
                    700023,
                    "Client assertion audience claim does not match Realm issuer. Review the documentation at"
                            + " https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials");
        }
        long second = now.getEpochSecond();
        boolean inTime =
                claims.path("exp").asLong(0) > second && claims.path("nbf").asLong(0) <= second + 300;
        if (!inTime) {
            throw LoginError.invalidClient(
                    700024,
                    "Client assertion is not within its valid time range. Current time: " + now
                            + ", expiry time of assertion "
                            + Instant.ofEpochSecond(claims.path("exp").asLong(0)) + ".");
        }
    }

    private X509Certificate certificate(JsonNode header, Instant now) {
        String sha1 = header.path("x5t").asText();
        String sha256 = header.path("x5t#S256").asText();
        for (X509Certificate one : app.certificates()) {
            if (thumbprint(one, "SHA-1").equals(sha1)
                    || thumbprint(one, "SHA-256").equals(sha256)) {
                if (one.getNotAfter().before(Date.from(now))) {
                    throw LoginError.invalidClient(
                            700027,
                            "Client assertion failed signature validation. [Reason - The key used is expired.]");
                }
                return one;
            }
        }
        throw LoginError.invalidClient(
                700027, "Client assertion contains an invalid signature. [Reason - The key was not found.]");
    }

    private static String thumbprint(X509Certificate certificate, String algorithm) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static boolean verifies(String algorithm, String[] parts, X509Certificate certificate) {
        try {
            Signature signature;
            if (algorithm.equals("PS256")) {
                signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            } else if (algorithm.equals("RS256")) {
                signature = Signature.getInstance("SHA256withRSA");
            } else {
                return false;
            }
            signature.initVerify(certificate.getPublicKey());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(URL.decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException foreign) {
            return false;
        }
    }

    private static JsonNode read(String part) {
        try {
            return Json.read(URL.decode(part));
        } catch (IOException | IllegalArgumentException malformed) {
            return Json.object();
        }
    }
}

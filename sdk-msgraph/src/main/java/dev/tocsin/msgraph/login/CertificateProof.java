package dev.tocsin.msgraph.login;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Proof by a signed assertion, which lives for five minutes (entra-docs docs/identity-platform/certificate-credentials.md): PS256, the
 * certificate named by its SHA-256 digest.
 */
final class CertificateProof implements AppProof {
    private static final Duration LIFE = Duration.ofMinutes(5);
    /** For a clock of this machine that is ahead of the service's. */
    private static final Duration SLACK = Duration.ofSeconds(60);

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Supplier<AppCertificate> certificate;

    CertificateProof(Supplier<AppCertificate> certificate) {
        this.certificate = Objects.requireNonNull(certificate, "certificate");
    }

    @Override
    public Map<String, String> fields(String clientId, URI endpoint, Instant now) {
        return Map.of(
                "client_assertion_type",
                ASSERTION_TYPE,
                "client_assertion",
                assertion(certificate.get(), clientId, endpoint, now));
    }

    private static String assertion(AppCertificate app, String clientId, URI endpoint, Instant now) {
        try {
            // Neither an id nor an address holds a character that JSON would escape: MicrosoftGraph checks the first.
            String header = "{\"alg\":\"PS256\",\"typ\":\"JWT\",\"x5t#S256\":\"" + digest(app.certificate()) + "\"}";
            String claims = "{\"aud\":\"" + endpoint + "\",\"iss\":\"" + clientId + "\",\"sub\":\"" + clientId
                    + "\",\"jti\":\"" + UUID.randomUUID() + "\",\"iat\":" + now.getEpochSecond() + ",\"nbf\":"
                    + now.minus(SLACK).getEpochSecond() + ",\"exp\":"
                    + now.plus(LIFE).getEpochSecond() + "}";
            String content = base64(header) + "." + base64(claims);
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            signature.initSign(app.key());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate's key cannot sign", e);
        }
    }

    private static String digest(X509Certificate certificate) throws GeneralSecurityException {
        return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static String base64(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Object current() {
        return certificate.get().certificate();
    }

    @Override
    public String toString() {
        return "AppCredential[certificate]";
    }
}

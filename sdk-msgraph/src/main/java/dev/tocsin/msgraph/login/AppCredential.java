package dev.tocsin.msgraph.login;

import com.azure.core.credential.TokenCredential;
import dev.tocsin.core.base.Secret;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the app proves to the login service that it is the app. Its text form shows no secret. Thread-safe. */
public sealed interface AppCredential permits AppProof, HostTokens {
    /** A client secret. */
    static AppCredential secret(Secret secret) {
        return rotatingSecret(() -> secret);
    }

    /** A client secret that is asked for before each token request, so that it can be changed without a restart. */
    static AppCredential rotatingSecret(Supplier<Secret> secret) {
        return new SecretProof(secret);
    }

    /**
     * A certificate whose public part is registered with the app.
     *
     * @param key its RSA key
     * @param certificate the certificate
     * @throws dev.tocsin.core.base.ConfigurationException if the key is not RSA or does not belong to the certificate
     */
    static AppCredential certificate(PrivateKey key, X509Certificate certificate) {
        AppCertificate checked = new AppCertificate(key, certificate);
        return rotatingCertificate(() -> checked);
    }

    /**
     * A certificate from a file, which is read anew before each token request, so that it can be replaced without a restart.
     *
     * @param file PEM with the key (PKCS #8) and the certificate, or PKCS #12 with one key
     * @param password of a PKCS #12 file, or null for PEM
     * @throws dev.tocsin.core.base.ConfigurationException if it cannot be read now
     */
    static AppCredential certificateFile(Path file, @Nullable Secret password) {
        AppCertificate.read(file, password);
        return rotatingCertificate(() -> AppCertificate.read(file, password));
    }

    /** A certificate that is asked for before each token request. */
    static AppCredential rotatingCertificate(Supplier<AppCertificate> certificate) {
        return new CertificateProof(certificate);
    }

    /**
     * Tokens that the host gets by itself. They are kept until shortly before they expire.
     *
     * @param credential gives tokens of the tenant that its request names. One that always gives those of its own tenant, as that of a
     *     managed identity does, is refused for every other tenant, as far as a token shows its tenant
     */
    static AppCredential tokens(TokenCredential credential) {
        return new HostTokens(credential);
    }
}

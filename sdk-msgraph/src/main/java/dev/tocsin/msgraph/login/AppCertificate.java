package dev.tocsin.msgraph.login;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A certificate of the app with its private key. Its text form shows no key. Immutable. */
public final class AppCertificate {
    private static final long LARGEST_FILE = 1 << 20;
    private static final Pattern KEY_BLOCK =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATE_BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END CERTIFICATE-----");

    private final PrivateKey key;
    private final X509Certificate certificate;

    /**
     * A certificate with its key.
     *
     * @throws ConfigurationException if the key is not RSA, the only kind that the login service takes, or is of another certificate
     */
    public AppCertificate(PrivateKey key, X509Certificate certificate) {
        if (!key.getAlgorithm().equals("RSA") || !(certificate.getPublicKey() instanceof RSAPublicKey open)) {
            throw new ConfigurationException(
                    "certificate", "needs an RSA key, but its algorithm is " + key.getAlgorithm());
        }
        if (key instanceof RSAPrivateKey hidden && !hidden.getModulus().equals(open.getModulus())) {
            throw new ConfigurationException("certificate", "the private key belongs to another certificate");
        }
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Reads one from a file of at most 1 MB.
     *
     * @param file PEM with the key as {@code PRIVATE KEY} (PKCS #8) and the certificate, the app's own first, or PKCS #12 with one key
     * @param password of a PKCS #12 file, or null for PEM
     * @throws ConfigurationException if it cannot be read; the message holds nothing of its content
     */
    public static AppCertificate read(Path file, @Nullable Secret password) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new ConfigurationException("certificateFile", "is larger than 1 MB");
            }
            byte[] content = Files.readAllBytes(file);
            return password == null ? pem(content) : pkcs12(content, password);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "certificateFile",
                    "cannot be read as " + (password == null ? "PEM" : "PKCS #12 with the given password") + ": " + file
                            + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static AppCertificate pem(byte[] content) throws GeneralSecurityException {
        String text = new String(content, StandardCharsets.US_ASCII);
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(block(KEY_BLOCK, text, "PRIVATE KEY")));
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(block(CERTIFICATE_BLOCK, text, "CERTIFICATE")));
        return new AppCertificate(key, (X509Certificate) certificate);
    }

    private static byte[] block(Pattern pattern, String text, String label) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new ConfigurationException("certificateFile", "has no block '" + label + "'");
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }

    private static AppCertificate pkcs12(byte[] content, Secret password) throws GeneralSecurityException, IOException {
        char[] opened = password.reveal().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(content), opened);
        List<String> names = new ArrayList<>();
        for (String name : Collections.list(store.aliases())) {
            if (store.isKeyEntry(name)) {
                names.add(name);
            }
        }
        if (names.size() != 1) {
            throw new ConfigurationException("certificateFile", "must hold one key, but holds " + names.size());
        }
        Key key = store.getKey(names.get(0), opened);
        if (key instanceof PrivateKey hidden
                && store.getCertificate(names.get(0)) instanceof X509Certificate certificate) {
            return new AppCertificate(hidden, certificate);
        }
        throw new ConfigurationException("certificateFile", "must hold a private key with an X.509 certificate");
    }

    /** The certificate, the part that may be seen. */
    public X509Certificate certificate() {
        return certificate;
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "AppCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}

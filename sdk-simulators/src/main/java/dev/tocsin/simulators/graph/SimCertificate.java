package dev.tocsin.simulators.graph;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * A certificate with its private key, made up on the spot, for apps that prove themselves by certificate: RSA with 2,048
 * bits, signed by itself. For tests; Java has no public way to make one. Immutable.
 */
public final class SimCertificate {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final byte[] SHA256_WITH_RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00
    };
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};

    private final X509Certificate certificate;
    private final PrivateKey privateKey;

    private SimCertificate(X509Certificate certificate, PrivateKey privateKey) {
        this.certificate = certificate;
        this.privateKey = privateKey;
    }

    /**
     * Makes one.
     *
     * @param name its common name, in ASCII
     * @param notBefore from when it is valid, to the second
     * @param notAfter until when it is valid, to the second
     */
    public static SimCertificate selfSigned(String name, Instant notBefore, Instant notAfter) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            KeyPair pair = generator.generateKeyPair();
            byte[] issuer = der(
                    SEQUENCE,
                    der(SET, der(SEQUENCE, COMMON_NAME, der(0x0c, name.getBytes(StandardCharsets.US_ASCII)))));
            byte[] validity = der(SEQUENCE, time(notBefore), time(notAfter));
            byte[] content = der(
                    SEQUENCE,
                    der(0xa0, der(0x02, new byte[] {2})),
                    der(
                            0x02,
                            new BigInteger(64, new java.security.SecureRandom())
                                    .add(BigInteger.ONE)
                                    .toByteArray()),
                    SHA256_WITH_RSA,
                    issuer,
                    validity,
                    issuer,
                    pair.getPublic().getEncoded());
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            byte[] signed = signature.sign();
            byte[] bits = new byte[signed.length + 1];
            System.arraycopy(signed, 0, bits, 1, signed.length);
            byte[] whole = der(SEQUENCE, content, SHA256_WITH_RSA, der(0x03, bits));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
            return new SimCertificate(certificate, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA and X.509", e);
        }
    }

    private static byte[] time(Instant at) {
        return der(0x18, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length & 0xff);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    /** The certificate, to register with the app. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The private key, to sign assertions with. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** Both as PEM text: the key as PKCS #8, then the certificate. */
    public String pem() {
        try {
            return block("PRIVATE KEY", privateKey.getEncoded()) + block("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it was read from its encoding", e);
        }
    }

    private static String block(String label, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    @Override
    public String toString() {
        return "SimCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}

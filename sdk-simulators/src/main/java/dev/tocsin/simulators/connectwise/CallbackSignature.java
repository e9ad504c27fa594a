package dev.tocsin.simulators.connectwise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The vendor's signature of a callback: base64 of HMAC-SHA256 over the raw body, keyed with the SHA-256 of the signing key. */
final class CallbackSignature {
    private static final String HMAC = "HmacSHA256";

    private CallbackSignature() {}

    static String of(String signingKey, String body) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(signingKey.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256 and its HMAC", missing);
        }
    }
}

package dev.tocsin.simulators.connectwise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The vendor's signature of a callback: base64 of HMAC-SHA256 over the raw body, keyed with the SHA-256 of the signing key.
 * Written out as RFC 2104 has it, since the simulators depend on {@code java..} alone.
 */
final class CallbackSignature {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private CallbackSignature() {}

    static String of(String signingKey, String body) {
        byte[] key = Arrays.copyOf(sha256().digest(signingKey.getBytes(StandardCharsets.UTF_8)), BLOCK);
        MessageDigest inner = sha256();
        inner.update(masked(key, INNER));
        byte[] hash = inner.digest(body.getBytes(StandardCharsets.UTF_8));
        MessageDigest outer = sha256();
        outer.update(masked(key, OUTER));
        return Base64.getEncoder().encodeToString(outer.digest(hash));
    }

    private static byte[] masked(byte[] key, byte pad) {
        byte[] masked = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            masked[i] = (byte) (key[i] ^ pad);
        }
        return masked;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}

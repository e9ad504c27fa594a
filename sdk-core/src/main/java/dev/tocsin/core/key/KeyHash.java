package dev.tocsin.core.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over parts, each prefixed by its length so that no two lists of parts run together. Not thread-safe; {@link
 * #start} hands each thread its own.
 */
public final class KeyHash {
    private static final ThreadLocal<KeyHash> OWN = ThreadLocal.withInitial(KeyHash::new);
    private static final int ABSENT = -1;

    private final MessageDigest digest;
    private byte[] buffer = new byte[512];
    private int length;

    private KeyHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** This thread's hash, emptied. It must be finished before the next is started. */
    public static KeyHash start() {
        KeyHash hash = OWN.get();
        hash.length = 0;
        return hash;
    }

    /** Adds one part; null is a value of its own, unlike the empty text. */
    public KeyHash add(@Nullable String part) {
        if (part == null) {
            return addInt(ABSENT);
        }
        int chars = part.length();
        ensure(4 + chars * 3);
        int at = length + 4;
        for (int i = 0; i < chars; i++) {
            char c = part.charAt(i);
            if (c >= 128) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                addInt(bytes.length);
                System.arraycopy(bytes, 0, buffer, length, bytes.length);
                length += bytes.length;
                return this;
            }
            buffer[at++] = (byte) c;
        }
        addInt(chars);
        length = at;
        return this;
    }

    /** Adds a number. */
    public KeyHash add(long part) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (part >>> shift);
        }
        return this;
    }

    private KeyHash addInt(int part) {
        ensure(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (part >>> shift);
        }
        return this;
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    /** The hash of the parts added so far, 32 bytes. */
    public byte[] finish() {
        digest.update(buffer, 0, length);
        length = 0;
        return digest.digest();
    }
}

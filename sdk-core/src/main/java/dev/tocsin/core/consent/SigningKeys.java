package dev.tocsin.core.consent;

import dev.tocsin.core.base.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that states and links are signed with: the current one signs, and those before it still verify until they are taken out. Keys are
 * changed by putting a new one in front and taking the old one out once the longest of what was signed with it has expired. Immutable.
 */
public final class SigningKeys {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,16}");
    private static final int MIN_BYTES = 32;

    private final String currentId;
    private final Map<String, Secret> keys;

    private SigningKeys(String currentId, Map<String, Secret> keys) {
        this.currentId = currentId;
        this.keys = keys;
    }

    /**
     * One key.
     *
     * @param id the id of the key, 1 to 16 letters and digits, which is not secret
     * @param key the key, at least 32 bytes of UTF-8
     * @throws IllegalArgumentException if the id or the length is not legal
     */
    public static SigningKeys of(String id, Secret key) {
        check(id, key);
        return new SigningKeys(id, Map.of(id, key));
    }

    /**
     * These keys with a new current one in front.
     *
     * @throws IllegalArgumentException if the id is in use, or the id or the length is not legal
     */
    public SigningKeys rotatedTo(String id, Secret key) {
        check(id, key);
        if (keys.containsKey(id)) {
            throw new IllegalArgumentException("key.id: '" + id + "' is in use; a new one is needed");
        }
        Map<String, Secret> more = new LinkedHashMap<>(keys);
        more.put(id, key);
        return new SigningKeys(id, Map.copyOf(more));
    }

    /**
     * These keys without one, by which whatever it signed is forged from now on.
     *
     * @throws IllegalArgumentException if it is the current one
     */
    public SigningKeys without(String id) {
        if (id.equals(currentId)) {
            throw new IllegalArgumentException("key.id: '" + id + "' is the current key; rotate to another first");
        }
        Map<String, Secret> fewer = new LinkedHashMap<>(keys);
        fewer.remove(id);
        return new SigningKeys(currentId, Map.copyOf(fewer));
    }

    private static void check(String id, Secret key) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("key.id: 1 to 16 letters and digits are needed");
        }
        if (bytes(key).length < MIN_BYTES) {
            throw new IllegalArgumentException("key: at least " + MIN_BYTES + " bytes are needed");
        }
    }

    /** The id of the key that signs. */
    public String currentId() {
        return currentId;
    }

    /**
     * HMAC-SHA-256 of bytes under a key, which itself is never handed out.
     *
     * @param id the id of the key
     * @param signed the bytes; they begin with what they are for, so that a signature is never one of anything else
     * @return the 32 bytes; empty if there is no such key
     */
    public Optional<byte[]> mac(String id, byte[] signed) {
        return Optional.ofNullable(keys.get(id)).map(key -> mac(bytes(key), signed));
    }

    private static byte[] mac(byte[] key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] bytes(Secret key) {
        return key.reveal().getBytes(StandardCharsets.UTF_8);
    }

    /** The ids of the keys, never the keys. */
    @Override
    public String toString() {
        return "SigningKeys[current=" + currentId + ", " + keys.size() + " keys]";
    }
}

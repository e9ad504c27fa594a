package dev.tocsin.simulators.graph.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes opaque tokens that a caller can neither read at a glance nor change. Thread-safe. */
public final class Seal {
    private static final int MAC = 12;

    private final SecretKeySpec key;

    /** @param key the key, of at least 16 bytes */
    public Seal(byte[] key) {
        this.key = new SecretKeySpec(key.clone(), "HmacSHA256");
    }

    /** A token that holds a state. */
    public String close(ObjectNode state) {
        byte[] content = Json.bytes(state);
        byte[] mac = mac(content);
        byte[] whole = Arrays.copyOf(mac, MAC + content.length);
        for (int i = 0; i < content.length; i++) {
            whole[MAC + i] = (byte) (content[i] ^ mac[i % MAC]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** The state in a token; empty if the token is not one of this seal. */
    public Optional<JsonNode> open(String token) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(token);
            if (whole.length <= MAC) {
                return Optional.empty();
            }
            byte[] content = new byte[whole.length - MAC];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) (whole[MAC + i] ^ whole[i % MAC]);
            }
            boolean genuine = MessageDigest.isEqual(mac(content), Arrays.copyOf(whole, MAC));
            return genuine ? Optional.of(Json.read(content)) : Optional.empty();
        } catch (IllegalArgumentException | IOException foreign) {
            return Optional.empty();
        }
    }

    private byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), MAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}

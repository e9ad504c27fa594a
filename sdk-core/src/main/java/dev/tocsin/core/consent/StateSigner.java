package dev.tocsin.core.consent;

import dev.tocsin.core.base.MspId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies the state that goes through Microsoft's consent page and comes back: HMAC-SHA-256 over company, nonce and
 * expiry, in base64url, at most {@value #MAX_LENGTH} characters. Nothing in it is secret, and nothing in it can be changed.
 * Immutable and thread-safe.
 */
public final class StateSigner {
    /** The most characters of a state. */
    public static final int MAX_LENGTH = 1_600;
    /** The longest that a state may count. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(1);

    private static final String VERSION = "s1";
    /** Keeps a signature made here from being one of anything else that the same key signs. */
    private static final String PURPOSE = "tocsin admin consent state s1:";

    private static final Pattern FORM =
            Pattern.compile(VERSION + "\\.([A-Za-z0-9]{1,16})\\.([A-Za-z0-9_-]{1,1500})\\.([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SigningKeys keys;

    /** A signer with keys. */
    public StateSigner(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * The state as text, for the query of the address.
     *
     * @param now the time, from which the state counts a day at most
     * @throws IllegalArgumentException if it has expired already or counts for longer than {@link #MAX_LIFETIME}
     */
    public String sign(SignedState state, Instant now) {
        if (!state.expiresAt().isAfter(now) || state.expiresAt().isAfter(now.plus(MAX_LIFETIME))) {
            throw new IllegalArgumentException(
                    "state.expiresAt: a time within the next " + MAX_LIFETIME.toHours() + " hours is needed");
        }
        String signed = VERSION + "." + keys.currentId() + "." + ENCODER.encodeToString(payload(state));
        return signed + "." + signature(keys.currentId(), signed).orElseThrow();
    }

    /**
     * What a state that came back is worth. The signature is checked before anything that it covers is read.
     *
     * @param text the state as it came; null is as a missing one
     */
    public StateVerification verify(@Nullable String text, Instant now) {
        if (text == null || text.isEmpty()) {
            return new StateVerification.Malformed("the state is missing");
        }
        if (text.length() > MAX_LENGTH) {
            return new StateVerification.Malformed("the state has more than " + MAX_LENGTH + " characters");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return new StateVerification.Malformed(
                    "the state is not of the form " + VERSION + ".key.payload.signature");
        }
        Optional<String> signature = signature(form.group(1), text.substring(0, form.start(3) - 1));
        if (signature.isEmpty()) {
            return new StateVerification.Forged();
        }
        // As text, so that the two bits which the last character has too many cannot make a second spelling of one
        // state.
        byte[] expected = signature.get().getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, form.group(3).getBytes(StandardCharsets.US_ASCII))) {
            return new StateVerification.Forged();
        }
        return read(form.group(2), now);
    }

    private static StateVerification read(String payload, Instant now) {
        SignedState state;
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(payload));
            Instant expiresAt = Instant.ofEpochSecond(bytes.getLong());
            state = new SignedState(new MspId(text(bytes)), text(bytes), text(bytes), expiresAt);
        } catch (RuntimeException e) {
            // Signed by us, so only a version of this class with another layout can have written it.
            return new StateVerification.Malformed("the state cannot be read");
        }
        return state.expiresAt().isAfter(now)
                ? new StateVerification.Valid(state)
                : new StateVerification.Expired(state);
    }

    private static byte[] payload(SignedState state) {
        byte[] msp = state.msp().value().getBytes(StandardCharsets.UTF_8);
        byte[] company = state.companyId().getBytes(StandardCharsets.UTF_8);
        byte[] nonce = state.nonce().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + 3 * Short.BYTES + msp.length + company.length + nonce.length);
        bytes.putLong(state.expiresAt().getEpochSecond());
        for (byte[] part : new byte[][] {msp, company, nonce}) {
            bytes.putShort((short) part.length).put(part);
        }
        return bytes.array();
    }

    private static String text(ByteBuffer bytes) {
        byte[] part = new byte[bytes.getShort()];
        bytes.get(part);
        return new String(part, StandardCharsets.UTF_8);
    }

    private Optional<String> signature(String keyId, String signed) {
        return keys.mac(keyId, (PURPOSE + signed).getBytes(StandardCharsets.UTF_8))
                .map(ENCODER::encodeToString);
    }
}

package dev.tocsin.core.escalation;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.SigningKeys;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and reads the links by which a technician acknowledges or closes an incident out of a message: HMAC-SHA-256 over MSP,
 * incident, technician, action, expiry and nonce, each with its length, in base64url. Whoever has a link acts as its technician until
 * it expires, so it goes to that person alone. The page that it leads to shows on GET and acts on POST, since mail scanners follow
 * links. Immutable and thread-safe.
 */
public final class ActionLinks {
    /** The most characters of a token. */
    public static final int MAX_LENGTH = 1_200;
    /** The name of the query's parameter that carries the token. */
    public static final String PARAMETER = "t";

    private static final String VERSION = "a1";
    /** Keeps a signature made here from being one of anything else that the same key signs. */
    private static final String PURPOSE = "tocsin incident action link a1:";

    private static final Pattern FORM =
            Pattern.compile(VERSION + "\\.([A-Za-z0-9]{1,16})\\.([A-Za-z0-9_-]{1,1100})\\.([A-Za-z0-9_-]{43})");
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final URI page;
    private final SigningKeys keys;

    /**
     * Links to a page.
     *
     * @param page the address of the host's page, https, or http on this machine; it may have a query
     * @param keys what they are signed with
     * @throws IllegalArgumentException if the address is not such a one
     */
    public ActionLinks(URI page, SigningKeys keys) {
        String scheme = String.valueOf(page.getScheme());
        String host = page.getHost();
        boolean legal = host != null
                && page.getRawFragment() == null
                && page.getRawUserInfo() == null
                && ("https".equalsIgnoreCase(scheme) || ("http".equalsIgnoreCase(scheme) && LOCAL.contains(host)));
        if (!legal) {
            throw new IllegalArgumentException("links.page: an absolute https address without a fragment is needed;"
                    + " http is legal for localhost alone");
        }
        this.page = page;
        this.keys = keys;
    }

    /**
     * A link.
     *
     * @param technicianId whose it is
     * @param expiresAt from when it counts no more; parts of a second are cut off
     * @param nonce what makes it different from others, such as the key of its notification; 1 to 200 characters of visible ASCII
     * @throws IllegalArgumentException if a part does not fit into a link; the message names it
     */
    public URI link(
            MspId msp, long incidentId, String technicianId, IncidentAction action, Instant expiresAt, String nonce) {
        String token = token(new SignedAction(
                msp, incidentId, technicianId, action, expiresAt.truncatedTo(ChronoUnit.SECONDS), nonce));
        String start = page.toString();
        String query = page.getRawQuery();
        String joint = query == null ? "?" : query.isEmpty() ? "" : "&";
        return URI.create(start + joint + PARAMETER + "=" + token);
    }

    private String token(SignedAction action) {
        String signed = VERSION + "." + keys.currentId() + "." + ENCODER.encodeToString(payload(action));
        String token = signed + "." + signature(keys.currentId(), signed).orElseThrow();
        if (token.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("link: its parts are too long for " + MAX_LENGTH + " characters");
        }
        return token;
    }

    /**
     * What a token is worth. The signature is checked before anything that it covers is read.
     *
     * @param token the token as it came
     * @param now the time
     */
    public LinkReading read(String token, Instant now) {
        if (token.length() > MAX_LENGTH) {
            return new LinkReading.Malformed("the token has more than " + MAX_LENGTH + " characters");
        }
        Matcher form = FORM.matcher(token);
        if (!form.matches()) {
            return new LinkReading.Malformed("the token is not of the form " + VERSION + ".key.payload.signature");
        }
        Optional<String> expected = signature(form.group(1), token.substring(0, form.start(3) - 1));
        // As text, so that the two bits which the last character has too many cannot make a second spelling of one
        // token.
        if (expected.isEmpty() || !MessageDigest.isEqual(ascii(expected.get()), ascii(form.group(3)))) {
            return new LinkReading.Forged();
        }
        return verified(form.group(2), now);
    }

    private static LinkReading verified(String payload, Instant now) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(payload));
            Instant expiresAt = Instant.ofEpochSecond(bytes.getLong());
            long incidentId = bytes.getLong();
            SignedAction action = new SignedAction(
                    new MspId(text(bytes)),
                    incidentId,
                    text(bytes),
                    IncidentAction.valueOf(text(bytes)),
                    expiresAt,
                    text(bytes));
            return expiresAt.isAfter(now) ? new LinkReading.Valid(action) : new LinkReading.Expired(action);
        } catch (RuntimeException e) {
            // Signed by us, so only a version of this class with another layout can have written it.
            return new LinkReading.Malformed("the token cannot be read");
        }
    }

    private static byte[] payload(SignedAction action) {
        byte[][] texts = {
            utf8(action.msp().value()),
            utf8(action.technicianId()),
            utf8(action.action().name()),
            utf8(action.nonce())
        };
        int length = 2 * Long.BYTES;
        for (byte[] text : texts) {
            length += Short.BYTES + text.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length)
                .putLong(action.expiresAt().getEpochSecond())
                .putLong(action.incidentId());
        for (byte[] text : texts) {
            bytes.putShort((short) text.length).put(text);
        }
        return bytes.array();
    }

    private static String text(ByteBuffer bytes) {
        byte[] part = new byte[bytes.getShort()];
        bytes.get(part);
        return new String(part, StandardCharsets.UTF_8);
    }

    private Optional<String> signature(String keyId, String signed) {
        return keys.mac(keyId, utf8(PURPOSE + signed)).map(ENCODER::encodeToString);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The page and the ids of the keys, never the keys. */
    @Override
    public String toString() {
        return "ActionLinks[" + page.getScheme() + "://" + page.getHost() + ", " + keys + "]";
    }
}

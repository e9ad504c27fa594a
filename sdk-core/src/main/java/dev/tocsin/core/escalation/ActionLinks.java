package dev.tocsin.core.escalation;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.SigningKeys;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and reads the links by which a technician acknowledges or closes an incident out of a message: HMAC-SHA-256 over MSP,
 * incident, technician, action, expiry and nonce, each text with its length, in base64url. A link has to go into a text message, so it is
 * short: numbers take the bytes they need, a UUID 16, and of the HMAC the first 16 bytes are kept (RFC 2104, section 5: not less than
 * half of the hash). Whoever has a link acts as its technician until
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

    private static final int MAC_BYTES = 16;
    private static final Pattern FORM =
            Pattern.compile(VERSION + "\\.([A-Za-z0-9]{1,16})\\.([A-Za-z0-9_-]{1,1100})\\.([A-Za-z0-9_-]{22})");
    /** What can be read back out of 16 bytes as it was. */
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Stands for the length of a text that is a UUID; no text of a link is empty. */
    private static final byte UUID_FOLLOWS = 0;

    private static final int LONGEST_TEXT = 255;
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
            IncidentAction of = action(bytes.get());
            Instant expiresAt = Instant.ofEpochSecond(number(bytes));
            long incidentId = number(bytes);
            SignedAction action =
                    new SignedAction(new MspId(text(bytes)), incidentId, text(bytes), of, expiresAt, text(bytes));
            return expiresAt.isAfter(now) ? new LinkReading.Valid(action) : new LinkReading.Expired(action);
        } catch (RuntimeException e) {
            // Signed by us, so only a version of this class with another layout can have written it.
            return new LinkReading.Malformed("the token cannot be read");
        }
    }

    private static byte[] payload(SignedAction action) {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_LENGTH).put(code(action.action()));
        putNumber(bytes, action.expiresAt().getEpochSecond());
        putNumber(bytes, action.incidentId());
        putText(bytes, action.msp().value());
        putText(bytes, action.technicianId());
        putText(bytes, action.nonce());
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte code(IncidentAction action) {
        return switch (action) {
            case ACKNOWLEDGE -> 1;
            case CLOSE -> 2;
        };
    }

    private static IncidentAction action(byte code) {
        return switch (code) {
            case 1 -> IncidentAction.ACKNOWLEDGE;
            case 2 -> IncidentAction.CLOSE;
            default -> throw new IllegalArgumentException("no action has the number " + code);
        };
    }

    /** Seven bits in a byte, the low ones first; the eighth says that more follow. */
    private static void putNumber(ByteBuffer bytes, long number) {
        long rest = number;
        for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
            bytes.put((byte) (rest | 0x80));
        }
        bytes.put((byte) rest);
    }

    private static long number(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static void putText(ByteBuffer bytes, String text) {
        if (UUID_FORM.matcher(text).matches()) {
            UUID uuid = UUID.fromString(text);
            bytes.put(UUID_FOLLOWS).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
            return;
        }
        byte[] part = utf8(text);
        if (part.length > LONGEST_TEXT) {
            throw new IllegalArgumentException("link: a part of it has more than " + LONGEST_TEXT + " bytes");
        }
        bytes.put((byte) part.length).put(part);
    }

    private static String text(ByteBuffer bytes) {
        byte length = bytes.get();
        if (length == UUID_FOLLOWS) {
            return new UUID(bytes.getLong(), bytes.getLong()).toString();
        }
        byte[] part = new byte[Byte.toUnsignedInt(length)];
        bytes.get(part);
        return new String(part, StandardCharsets.UTF_8);
    }

    private Optional<String> signature(String keyId, String signed) {
        return keys.mac(keyId, utf8(PURPOSE + signed))
                .map(mac -> ENCODER.encodeToString(Arrays.copyOf(mac, MAC_BYTES)));
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

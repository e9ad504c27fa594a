package dev.tocsin.notify.twilio;

import dev.tocsin.core.base.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is Twilio's (header {@code X-Twilio-Signature}): HMAC-SHA-1 over the public address and the parameters of the form, with the
 * account's primary auth token. Twilio's own class takes a map and so loses repeated parameters; here it is the bytes that were received that
 * count. Immutable and thread-safe.
 */
public final class TwilioSignature {
    private static final String BODY_HASH = "bodySHA256";
    private static final int MOST_PARAMETERS = 1000;

    private final List<Secret> authTokens;

    /**
     * A check.
     *
     * @param authTokens the account's auth tokens, at least one; several while they are changed, since what was sent before is signed with the old
     * @throws IllegalArgumentException if there is none
     */
    public TwilioSignature(List<Secret> authTokens) {
        if (authTokens.isEmpty()) {
            throw new IllegalArgumentException("authTokens: at least one is needed");
        }
        this.authTokens = List.copyOf(authTokens);
    }

    /** A check with one auth token. */
    public static TwilioSignature of(Secret authToken) {
        return new TwilioSignature(List.of(authToken));
    }

    /**
     * Whether the request was signed by one of the tokens.
     *
     * @param signature the header, or null if there is none
     * @param publicUri the whole address as Twilio was told it, with its query, whatever a proxy made of it since
     * @param contentType the media type, or null if the request has no body
     * @param body the body as it was received
     */
    public boolean valid(@Nullable String signature, URI publicUri, @Nullable String contentType, byte[] body) {
        if (signature == null || signature.isBlank()) {
            return false;
        }
        byte[] claimed;
        try {
            claimed = Base64.getDecoder().decode(signature.trim());
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        Optional<String> parameters = parameters(publicUri, contentType, body);
        if (parameters.isEmpty()) {
            return false;
        }
        boolean valid = false;
        // All are computed, whichever holds.
        for (Secret token : authTokens) {
            for (String address : addresses(publicUri)) {
                valid |= MessageDigest.isEqual(claimed, hmac(token, address + parameters.get()));
            }
        }
        return valid;
    }

    /**
     * The signature of a request, for tests and simulators.
     *
     * @param publicUri the address, signed as it stands
     * @param contentType the media type, or null
     * @param body the body
     * @throws IllegalArgumentException if a JSON body is not that of the address
     */
    public String sign(URI publicUri, @Nullable String contentType, byte[] body) {
        String parameters = parameters(publicUri, contentType, body)
                .orElseThrow(() -> new IllegalArgumentException("the body is not that of " + BODY_HASH));
        return Base64.getEncoder().encodeToString(hmac(authTokens.get(0), publicUri + parameters));
    }

    /** What is signed after the address; empty if the request cannot be one of Twilio's. */
    private static Optional<String> parameters(URI uri, @Nullable String contentType, byte[] body) {
        String hash = bodyHash(uri);
        if (hash != null) {
            // A body that is not a form is bound by its hash, which is part of the signed address.
            byte[] claimed = hash.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            byte[] actual = HexFormat.of().formatHex(sha256(body)).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(claimed, actual) ? Optional.of("") : Optional.empty();
        }
        if (body.length == 0) {
            return Optional.of("");
        }
        String type = contentType == null ? "" : contentType.split(";", 2)[0].trim();
        return type.equalsIgnoreCase("application/x-www-form-urlencoded") ? sorted(body) : Optional.empty();
    }

    /** A parameter of a form. */
    private record Parameter(String name, String value) {}

    /** Names with values, sorted by name; those of one name sorted by value and each told once, as Twilio does. */
    private static Optional<String> sorted(byte[] form) {
        List<Parameter> parameters = new ArrayList<>();
        String[] pairs = new String(form, StandardCharsets.UTF_8).split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            return Optional.empty();
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                try {
                    parameters.add(new Parameter(
                            decoded(equals < 0 ? pair : pair.substring(0, equals)),
                            equals < 0 ? "" : decoded(pair.substring(equals + 1))));
                } catch (IllegalArgumentException broken) {
                    return Optional.empty();
                }
            }
        }
        StringBuilder signed = new StringBuilder(form.length);
        parameters.stream()
                .distinct()
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .forEach(one -> signed.append(one.name()).append(one.value()));
        return Optional.of(signed.toString());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String bodyHash(URI uri) {
        String query = uri.getRawQuery();
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(BODY_HASH + "=")) {
                return pair.substring(BODY_HASH.length() + 1);
            }
        }
        return null;
    }

    /** The address with and without the scheme's own port: services have signed both. */
    private static List<String> addresses(URI uri) {
        String text = uri.toString();
        String authority = uri.getRawAuthority();
        if (authority == null || uri.getScheme() == null) {
            return List.of(text);
        }
        String usual = uri.getScheme().equalsIgnoreCase("https") ? ":443" : ":80";
        int start = text.indexOf("//") + 2;
        String rest = text.substring(start + authority.length());
        String before = text.substring(0, start);
        if (uri.getPort() < 0) {
            return List.of(text, before + authority + usual + rest);
        }
        return authority.endsWith(usual)
                ? List.of(text, before + authority.substring(0, authority.length() - usual.length()) + rest)
                : List.of(text, before + authority.substring(0, authority.lastIndexOf(':')) + rest);
    }

    private static byte[] hmac(Secret token, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-1", e);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.tocsin.notify.twilio;

import dev.tocsin.core.base.ConfigurationException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The host's public addresses, to which Twilio tells what became of a message or call and asks what to say. They must be reachable from the
 * internet and are answered by {@code dev.tocsin.notify.webhook}. Immutable.
 *
 * @param publicBase the address as Twilio sees it, below which the webhooks are mounted, such as {@code https://alerts.example.com/tocsin}
 */
public record TwilioCallbacks(URI publicBase) {
    /** The path, below the base, of texts from people. */
    public static final String SMS_PATH = "/sms";

    /** The path of calls that want to know what to say. */
    public static final String VOICE_PATH = "/voice";

    /** The path of pressed keys. */
    public static final String KEY_PATH = "/voice/key";

    /** The path of what became of messages and calls. */
    public static final String STATUS_PATH = "/status";

    /** The parameter that holds the message's key. */
    public static final String KEY_PARAMETER = "n";

    /**
     * Refuses what Twilio could not reach safely.
     *
     * @throws ConfigurationException if the address is not https (http only to a loopback address), or holds a query or user information
     */
    public TwilioCallbacks {
        Objects.requireNonNull(publicBase, "publicBase");
        boolean https = "https".equalsIgnoreCase(publicBase.getScheme());
        boolean loopback = "http".equalsIgnoreCase(publicBase.getScheme()) && isLoopback(publicBase.getHost());
        if (publicBase.getHost() == null || !(https || loopback)) {
            throw new ConfigurationException(
                    "twilio.publicBase", "must be an absolute https address, or http to a loopback address");
        }
        if (publicBase.getRawQuery() != null
                || publicBase.getRawFragment() != null
                || publicBase.getRawUserInfo() != null) {
            throw new ConfigurationException("twilio.publicBase", "must have no query, fragment or user information");
        }
        String text = publicBase.toString();
        publicBase = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    private static boolean isLoopback(String host) {
        return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
    }

    /** Where the state of a message or call is told. */
    public URI status(String key) {
        return with(STATUS_PATH, key);
    }

    /** Where it is asked what a call says. */
    public URI voice(String key) {
        return with(VOICE_PATH, key);
    }

    /** Where a pressed key is told. */
    public URI key(String key) {
        return with(KEY_PATH, key);
    }

    private URI with(String path, String key) {
        return URI.create(publicBase + path + "?" + KEY_PARAMETER + "="
                + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}

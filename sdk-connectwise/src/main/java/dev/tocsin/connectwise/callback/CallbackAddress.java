package dev.tocsin.connectwise.callback;

import dev.tocsin.core.base.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host's public address, and which registered addresses are the same. An entry is ours by its address alone, since
 * the server keeps no owner, so the parts are compared and never a prefix: {@code /hooks-of-others} begins with
 * {@code /hooks} as well. No message repeats the address: its path may hold a secret of the host.
 */
final class CallbackAddress {
    /** The server appends the record's id and {@code &action=} to the registered address. */
    private static final String QUERY = "recordId=";

    private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

    private final String registered;
    private final String place;

    /** @throws ConfigurationException if the server could not call the address, or should not */
    CallbackAddress(URI base) {
        if (base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new ConfigurationException(
                    "baseUrl", "must have no query and no fragment: ?recordId= is added to it");
        }
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        String host = base.getHost();
        if (host == null || base.getRawUserInfo() != null) {
            throw new ConfigurationException(
                    "baseUrl", "must be an address with scheme and host, such as https://msp.example.com/connectwise");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && KeyAddress.isLoopback(host))) {
            throw new ConfigurationException("baseUrl", "must be https; plain http is accepted on loopback alone");
        }
        if (DOT_SEGMENT.matcher(base.getRawPath()).find()) {
            throw new ConfigurationException("baseUrl", "must have no dot segments in its path");
        }
        this.place = place(base);
        this.registered = base + (base.getRawPath().isEmpty() ? "/?" : "?") + QUERY;
    }

    /** The address to register. */
    String registered() {
        return registered;
    }

    /** Whether a registered address leads to ours, whatever its query. */
    boolean isOurs(String url) {
        return parsed(url).filter(this::isOurs).isPresent();
    }

    /** Whether a registered address leads to ours, and the server appends to it what belongs there. */
    boolean isUsable(String url) {
        return parsed(url)
                .filter(uri -> isOurs(uri) && QUERY.equals(uri.getRawQuery()))
                .isPresent();
    }

    private boolean isOurs(URI uri) {
        return uri.getHost() != null
                && uri.getScheme() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && place(uri).equals(place);
    }

    /** Scheme, host, port and path in one spelling: of these, the path alone distinguishes upper case. */
    private static String place(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port + path;
    }

    private static Optional<URI> parsed(String url) {
        try {
            return Optional.of(new URI(url.strip()));
        } catch (URISyntaxException notOurs) {
            return Optional.empty();
        }
    }
}

package dev.tocsin.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of an address, normalised: what credentials are pinned to.
 *
 * @param scheme in lower case
 * @param host in lower case
 * @param port the port, the scheme's own if the address names none
 */
record Origin(String scheme, String host, int port) {
    /** Only whole dotted quads: short forms such as {@code 127.1} are read differently by different resolvers. */
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

    private static final Pattern LOOPBACK_V6 = Pattern.compile("\\[(::1|(0{1,4}:){7}0{0,3}1)]");

    /** The origin of an absolute address with a host. */
    static Origin of(URI uri) {
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null) {
            throw new IllegalArgumentException("not an absolute address with a host");
        }
        String lower = scheme.toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : lower.equals("https") ? 443 : 80;
        return new Origin(lower, host.toLowerCase(Locale.ROOT), port);
    }

    /** Whether a request may go there: by TLS, or in the clear to this machine itself. No name is looked up. */
    boolean allowed() {
        return scheme.equals("https") || (scheme.equals("http") && loopback());
    }

    private boolean loopback() {
        return host.equals("localhost")
                || LOOPBACK_V4.matcher(host).matches()
                || LOOPBACK_V6.matcher(host).matches();
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}

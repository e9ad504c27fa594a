package dev.tocsin.connectwise;

import dev.tocsin.core.base.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rules on which host may be spoken to. */
final class Site {
    /** The vendor's cloud hosts, where the API lives on {@code api-} plus the host; without it "SSL is required." */
    private static final List<String> CLOUD = List.of(
            "na.myconnectwise.net",
            "eu.myconnectwise.net",
            "au.myconnectwise.net",
            "aus.myconnectwise.net",
            "za.myconnectwise.net",
            "staging.connectwisedev.com");

    private static final List<String> VENDOR_DOMAINS = List.of(".myconnectwise.net", ".connectwisedev.com");

    private Site() {}

    /** Scheme, host and port of what the user typed in. */
    static URI parse(String typed) {
        String text = typed.strip();
        URI uri;
        try {
            uri = new URI(text.contains("://") ? text : "https://" + text);
        } catch (URISyntaxException e) {
            throw illegal("it is not an address");
        }
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw illegal("it needs a host, and nothing but a host and a port");
        }
        String path = uri.getRawPath();
        if (path != null && !path.isEmpty() && !path.equals("/")) {
            throw illegal("leave the path out: the client finds it");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback(host))) {
            throw illegal("only https; plain http is accepted on loopback alone");
        }
        return URI.create(
                scheme + "://" + host.toLowerCase(Locale.ROOT) + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    }

    /** The address of the API's host for a site: the vendor's cloud has a host of its own for it. */
    static URI apiOrigin(URI site) {
        String host = host(site);
        return CLOUD.contains(host) ? withHost(site, "api-" + host) : site;
    }

    /**
     * The address that the server names as its own, if credentials may go there: the same host, or another of the
     * vendor's own domain when the site is there too. Its scheme and port are never taken over.
     */
    static Optional<URI> trusted(URI site, String siteUrl) {
        String text = siteUrl.strip();
        int scheme = text.indexOf("://");
        URI named;
        try {
            named = new URI("https://" + (scheme < 0 ? text : text.substring(scheme + 3)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        if (named.getHost() == null || named.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String host = named.getHost().toLowerCase(Locale.ROOT);
        if (host.equals(host(site))) {
            return Optional.of(apiOrigin(site));
        }
        boolean sameVendorDomain = VENDOR_DOMAINS.stream()
                .anyMatch(domain -> host.endsWith(domain) && host(site).endsWith(domain));
        boolean portless = named.getPort() < 0 || named.getPort() == 443;
        return sameVendorDomain && portless ? Optional.of(apiOrigin(withHost(site, host))) : Optional.empty();
    }

    private static String host(URI site) {
        String host = site.getHost();
        return host == null ? "" : host;
    }

    private static URI withHost(URI site, String host) {
        return URI.create(site.getScheme() + "://" + host + (site.getPort() < 0 ? "" : ":" + site.getPort()));
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static ConfigurationException illegal(String why) {
        return new ConfigurationException("site", why + "; legal is na.myconnectwise.net or https://psa.example.com");
    }
}

package dev.tocsin.connectwise.callback;

import dev.tocsin.core.base.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a signing key may be fetched from. The address comes from a body that nobody has vouched for yet, so it must be
 * one that the configured server itself would name.
 *
 * <p>Two things are pinned. The <b>origin</b>: otherwise whoever knows our URL signs with a key on a server of his own, and
 * makes us fetch what he likes. And the <b>company</b> in the query: the vendor's cloud hosts many customers under one host,
 * so another customer's key from that very host would vouch for a message that names ours.
 *
 * <p>A list of exact names makes a check of the resolved address needless: whoever can point the configured host's name
 * elsewhere can redirect the API client's traffic as well, and TLS stops both.
 */
final class KeyAddress {
    private static final List<String> VENDOR_DOMAINS = List.of(".myconnectwise.net", ".connectwisedev.com");

    /** {@code https://site/v2025_1//system/callbackkey/index.rails}; the doubled slash is the vendor's. No dot segments. */
    private static final Pattern PATH = Pattern.compile(
            "(/+[a-z0-9_-][a-z0-9_.-]*){0,3}/+system/callbackkey/index\\.rails", Pattern.CASE_INSENSITIVE);

    /** Names without escapes, so that no server reads one that we do not. */
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z0-9_]+)=([A-Za-z0-9._~%+-]*)");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|\\[::1]|127(\\.\\d{1,3}){3}");

    private final Set<String> origins;
    private final String company;

    /**
     * @param site the configured server: scheme, host and port
     * @param company the login company
     * @param furtherHosts hosts that the operator trusts with the company's keys as well, by https
     * @throws ConfigurationException if the site or a host cannot be one
     */
    KeyAddress(URI site, String company, Set<String> furtherHosts) {
        String host = site.getHost();
        String scheme = lower(site.getScheme());
        if (host == null || scheme == null || site.getRawUserInfo() != null) {
            throw new ConfigurationException(
                    "site", "must be an address with scheme and host, such as https://na.myconnectwise.net");
        }
        String own = host.toLowerCase(Locale.ROOT);
        boolean local = isLoopback(own);
        if (!scheme.equals("https") && !(scheme.equals("http") && local)) {
            throw new ConfigurationException("site", "must be https; plain http is accepted on loopback alone");
        }
        if (company.isBlank()) {
            throw new ConfigurationException("company", "must be the login company, but is blank");
        }
        Set<String> allowed = new LinkedHashSet<>();
        allowed.add(origin(scheme, own, site.getPort()));
        if (VENDOR_DOMAINS.stream().anyMatch(own::endsWith)) {
            String twin = own.startsWith("api-") ? own.substring("api-".length()) : "api-" + own;
            allowed.add(origin(scheme, twin, site.getPort()));
        }
        for (String further : furtherHosts) {
            if (!further.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
                throw new ConfigurationException("keyHost", "must be a host's name alone, such as psa.example.com");
            }
            allowed.add(origin("https", further.toLowerCase(Locale.ROOT), -1));
        }
        this.origins = Set.copyOf(allowed);
        this.company = company;
    }

    /** Whether a host, in any case, is this machine itself, where plain http stays. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** The origins that a key may come from. */
    Set<URI> origins() {
        return origins.stream().map(URI::create).collect(Collectors.toUnmodifiableSet());
    }

    /** The address, if a key may be fetched there; empty if not. Nothing is looked up. */
    Optional<URI> pinned(String keyUrl) {
        URI uri;
        try {
            uri = new URI(keyUrl);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        String scheme = lower(uri.getScheme());
        String host = lower(uri.getHost());
        boolean plain = scheme != null
                && host != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && origins.contains(origin(scheme, host, uri.getPort()))
                && PATH.matcher(uri.getRawPath()).matches()
                && namesOurCompanyOnce(uri.getRawQuery());
        return plain ? Optional.of(uri) : Optional.empty();
    }

    /** Whether the message's own word for its sender is the configured company. */
    boolean isOurs(String companyId) {
        return companyId.equalsIgnoreCase(company);
    }

    private boolean namesOurCompanyOnce(@Nullable String query) {
        if (query == null) {
            return false;
        }
        int named = 0;
        for (String pair : query.split("&", -1)) {
            var parameter = PARAMETER.matcher(pair);
            if (!parameter.matches()) {
                return false;
            }
            if (parameter.group(1).equalsIgnoreCase("companyName")) {
                named++;
                if (!isOurs(decoded(parameter.group(2)))) {
                    return false;
                }
            }
        }
        return named == 1;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return "";
        }
    }

    private static String origin(String scheme, String host, int port) {
        int usual = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host + ":" + (port < 0 ? usual : port);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}

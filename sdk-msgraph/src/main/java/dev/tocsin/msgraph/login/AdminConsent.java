package dev.tocsin.msgraph.login;

import dev.tocsin.core.base.ConfigurationException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a tenant's administrator lets the app in, and what comes back from it (entra-docs
 * docs/identity-platform/v2-admin-consent.md). Pure: it asks nothing. An administrator takes consent back in the Entra admin centre
 * ({@code https://entra.microsoft.com}) under Enterprise applications, by deleting the app there. Thread-safe.
 */
public final class AdminConsent {
    private static final Pattern TENANT = Pattern.compile("[0-9A-Za-z.-]{1,253}");
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ERROR = Pattern.compile("[0-9A-Za-z_.-]{1,64}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");
    private static final int LONGEST_STATE = 2_048;
    private static final int LONGEST_QUERY = 16_384;
    private static final int MOST_PARAMETERS = 30;
    private static final int LONGEST_DESCRIPTION = 300;

    private final URI login;
    private final String resource;
    private final String clientId;
    private final URI redirectUri;

    /**
     * For an app.
     *
     * @param login the login service's address
     * @param resource the resource whose registered permissions are asked for
     * @param clientId the app's id
     * @param redirectUri where the browser is sent back to, registered with the app: https, or http on this machine, without fragment
     * @throws ConfigurationException if the address back is not so
     */
    public AdminConsent(URI login, String resource, String clientId, URI redirectUri) {
        String host = redirectUri.getHost();
        boolean safe = host != null
                && ("https".equals(redirectUri.getScheme())
                        || ("http".equals(redirectUri.getScheme())
                                && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT))
                                        .matches()));
        if (!safe || redirectUri.getRawFragment() != null || redirectUri.getRawUserInfo() != null) {
            throw new ConfigurationException(
                    "redirectUri", "must be an https address, or http on this machine, without fragment and user");
        }
        this.login = Objects.requireNonNull(login, "login");
        this.resource = Objects.requireNonNull(resource, "resource");
        this.clientId = Objects.requireNonNull(clientId, "clientId");
        this.redirectUri = redirectUri;
    }

    /**
     * The page to send an administrator to, for all permissions that the app's registration names.
     *
     * @param tenant the tenant's id or domain, or null for whichever the administrator signs in to
     * @param state what must come back, single-use and not to be guessed, 1 to 2,048 characters
     * @throws IllegalArgumentException if one of them is not so
     */
    public URI address(@Nullable String tenant, String state) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", clientId);
        query.put("scope", resource + "/.default");
        return page(tenant, "/v2.0/adminconsent", query, state);
    }

    /** The same page in its first version, which knows no scope. */
    public URI addressV1(@Nullable String tenant, String state) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", clientId);
        return page(tenant, "/adminconsent", query, state);
    }

    private URI page(@Nullable String tenant, String path, Map<String, String> query, String state) {
        if (tenant != null && !TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("tenant: must be a tenant's id or domain");
        }
        if (state.isBlank() || state.length() > LONGEST_STATE) {
            throw new IllegalArgumentException("state: must have 1 to " + LONGEST_STATE + " characters");
        }
        query.put("redirect_uri", redirectUri.toString());
        query.put("state", state);
        StringBuilder address = new StringBuilder()
                .append(login)
                .append('/')
                .append(tenant == null ? "organizations" : tenant)
                .append(path);
        char before = '?';
        for (Map.Entry<String, String> one : query.entrySet()) {
            address.append(before)
                    .append(one.getKey())
                    .append('=')
                    .append(URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8)
                            .replace("+", "%20"));
            before = '&';
        }
        return URI.create(address.toString());
    }

    /**
     * Reads what came back. An error counts before anything else: it may stand beside {@code admin_consent=True}.
     *
     * @param query the raw query of the callback, with or without its question mark; whatever anybody may write
     */
    public ConsentCallback read(@Nullable String query) {
        if (query == null || query.isBlank()) {
            return new ConsentCallback.Malformed("it has no query");
        }
        if (query.length() > LONGEST_QUERY) {
            return new ConsentCallback.Malformed("its query has more than " + LONGEST_QUERY + " characters");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        String[] pairs = (query.startsWith("?") ? query.substring(1) : query).split("&", -1);
        if (pairs.length > MOST_PARAMETERS) {
            return new ConsentCallback.Malformed("it has more than " + MOST_PARAMETERS + " parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            try {
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                if (fields.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                    return new ConsentCallback.Malformed("a parameter stands there twice");
                }
            } catch (IllegalArgumentException broken) {
                return new ConsentCallback.Malformed("it is not encoded as a query is");
            }
        }
        return meaning(fields);
    }

    private static ConsentCallback meaning(Map<String, String> fields) {
        String state = fields.getOrDefault("state", "");
        if (state.length() > LONGEST_STATE) {
            return new ConsentCallback.Malformed("its state has more than " + LONGEST_STATE + " characters");
        }
        if (fields.containsKey("error")) {
            String error = fields.getOrDefault("error", "");
            return new ConsentCallback.Refused(
                    ERROR.matcher(error).matches() ? error : "unknown",
                    cleaned(fields.getOrDefault("error_description", "")),
                    state.isBlank() ? null : state);
        }
        if (!fields.getOrDefault("admin_consent", "").equalsIgnoreCase("true")) {
            return new ConsentCallback.Malformed("it has neither error nor admin_consent=True");
        }
        String tenant = fields.getOrDefault("tenant", "").toLowerCase(Locale.ROOT);
        if (!GUID.matcher(tenant).matches()) {
            return new ConsentCallback.Malformed("its tenant is not a GUID");
        }
        return state.isBlank()
                ? new ConsentCallback.Malformed("it has no state")
                : new ConsentCallback.Granted(tenant, state);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(LONGEST_DESCRIPTION).forEach(c -> {
            int type = Character.getType(c);
            boolean unfit = Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
            clean.appendCodePoint(unfit ? ' ' : c);
        });
        return clean.toString().strip();
    }
}

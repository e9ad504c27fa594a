package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the interface lives: the path that changes with each hosted upgrade. Thread-safe. */
final class Codebase {
    static final String API = "/apis/3.0";
    /** The vendor's cloud accepts this old name beside the current one. */
    private static final String ALIAS = "v4_6_release";

    private static final Pattern PATH = Pattern.compile("/+([^/]+)/apis/3\\.0(/.*)?");

    private final String company;
    private volatile String current;
    private volatile String site = "http://127.0.0.1";

    Codebase(String company, String current) {
        this.company = company;
        this.current = checked(current);
    }

    private static String checked(String codebase) {
        if (!codebase.matches("v\\d+_\\d+(_[a-z]+)?")) {
            throw new IllegalArgumentException(
                    "codebase: must look like v2026_1 or v4_6_release, but is '" + codebase + "'");
        }
        return codebase;
    }

    void upgrade(String codebase) {
        current = checked(codebase);
    }

    void site(URI uri) {
        site = uri.toString();
    }

    /** The address of the interface, without a slash at the end. */
    String baseUrl() {
        return site + "/" + current + API;
    }

    /** The path behind the interface's address if the call is for an interface, of whatever codebase. */
    Optional<String> pathOf(Call call) {
        Matcher matcher = PATH.matcher(call.path());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = matcher.group(2);
        return Optional.of(path == null ? "/" : path);
    }

    /** Whether the call names a codebase that is served. */
    boolean isCurrent(Call call) {
        Matcher matcher = PATH.matcher(call.path());
        return matcher.matches()
                && (matcher.group(1).equalsIgnoreCase(current)
                        || matcher.group(1).equals(ALIAS));
    }

    /** The site's address, for what callbacks say of their origin. */
    String siteHost() {
        return site;
    }

    /** Where the key that signs an entry's callbacks is found; the vendor writes two slashes there. */
    String callbackKeyUrl(int callbackId) {
        return site + "/" + current + "//system/callbackkey/index.rails?companyName="
                + URLEncoder.encode(company, StandardCharsets.UTF_8) + "&id=" + callbackId;
    }

    /** Whether a call asks for such a key. */
    boolean isCallbackKey(Call call) {
        return call.path().matches("/+[^/]+/+system/callbackkey/index\\.rails");
    }

    /** Whether this is the login company, in any case. */
    boolean serves(String asked) {
        return asked.equalsIgnoreCase(company);
    }

    /** What {@code /login/companyinfo} answers: null, as JSON, for a company that is not known. */
    byte[] companyInfo(String asked) {
        if (!serves(asked)) {
            return Json.bytes(Json.object().nullNode());
        }
        String version = current.substring(1).replaceFirst("_", ".");
        var info = Json.object()
                .put("CompanyName", company)
                .put("Codebase", current + "/")
                .put("VersionCode", "v" + version)
                .put("VersionNumber", "v" + version + ".12345")
                .put("CompanyID", company)
                .put("IsCloud", true)
                .put("SiteUrl", site.replaceFirst("^http://", ""));
        info.putArray("AllowedOrigins").add(site);
        return Json.bytes(info);
    }

    /** The version that {@code /system/info} names. */
    String version() {
        return "v" + current.substring(1).replaceFirst("_", ".") + ".12345";
    }
}

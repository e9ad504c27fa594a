package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server has its API.
 *
 * @param address the address that paths are appended to
 * @param version the version of the server, such as {@code 2025.1}; null if it did not tell one
 */
record ApiRoot(URI address, @Nullable String version) {
    /** As it stands in a codebase ({@code v2026_4}) or in a version ({@code v2025.1.12345}). */
    private static final Pattern VERSION = Pattern.compile("v?(20\\d\\d)[._](\\d{1,2})(?!\\d).*");

    /**
     * The root that an answer to companyinfo names. The codebase of a server of the customer's own is for ever
     * {@code v4_6_release}, so the version is looked for in the fields of that name first.
     */
    static ApiRoot of(URI address, JsonRecord companyInfo) {
        for (String field : new String[] {"VersionCode", "VersionNumber", "Codebase"}) {
            Matcher version = VERSION.matcher(companyInfo.textOrEmpty(field).strip());
            if (version.matches()) {
                return new ApiRoot(address, version.group(1) + "." + Integer.parseInt(version.group(2)));
            }
        }
        return new ApiRoot(address, null);
    }
}

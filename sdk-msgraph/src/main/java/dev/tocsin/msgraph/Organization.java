package dev.tocsin.msgraph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as it describes itself.
 *
 * @param id the tenant's id, a GUID in lower case
 * @param displayName its name
 * @param verifiedDomains the domains that it has proved to own, the default one first
 * @param countryCode two capitals, or null if it has not set one
 */
public record Organization(
        String id,
        String displayName,
        List<String> verifiedDomains,
        @Nullable String countryCode) {
    /** Copies. */
    public Organization {
        verifiedDomains = List.copyOf(verifiedDomains);
    }
}

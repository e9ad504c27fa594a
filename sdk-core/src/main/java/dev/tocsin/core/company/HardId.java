package dev.tocsin.core.company;

import dev.tocsin.core.base.ConfigurationException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An id that names a company by itself, whatever it is called: its Microsoft tenant, or its number in another system.
 * Two ids agree if both parts are equal.
 *
 * @param system what gave the id; {@link #TENANT}, or the name of another system, trimmed
 * @param value the id; a tenant's in lower case without braces, any other as it is but in NFC and trimmed
 */
public record HardId(String system, String value) {
    /** The system of Microsoft tenants, whose ids are GUIDs. */
    public static final String TENANT = "tenant";

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final String NO_GUID = "00000000-0000-0000-0000-000000000000";

    /** Brings both into their one form; refuses blank ones, and a tenant that is no GUID or the GUID of noughts. */
    public HardId {
        system = CompanyNames.exact(system);
        value = CompanyNames.exact(value);
        if (system.isEmpty()) {
            throw new ConfigurationException("hardId.system", "is missing; 'tenant' or the name of a system is needed");
        }
        if (system.equals(TENANT)) {
            value = guid(value);
            if (!GUID.matcher(value).matches() || value.equals(NO_GUID)) {
                throw new ConfigurationException(
                        "hardId.value", "'" + value + "' is no tenant; legal is a GUID that is not all noughts");
            }
        } else if (value.isEmpty()) {
            throw new ConfigurationException("hardId.value", "the id in '" + system + "' is missing");
        }
    }

    /**
     * The id of a Microsoft tenant.
     *
     * @throws ConfigurationException if it is no GUID, or the one of noughts
     */
    public static HardId tenant(String guid) {
        return new HardId(TENANT, guid);
    }

    /**
     * The tenant in a text that people keep, such as a custom field of the PSA.
     *
     * @return empty if the text is anything but a GUID, such as {@code n/a}
     */
    public static Optional<HardId> readTenant(String text) {
        String guid = guid(CompanyNames.exact(text));
        return GUID.matcher(guid).matches() && !guid.equals(NO_GUID) ? Optional.of(tenant(guid)) : Optional.empty();
    }

    private static String guid(String text) {
        String bare = text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
        return bare.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return system + " '" + value + "'";
    }
}

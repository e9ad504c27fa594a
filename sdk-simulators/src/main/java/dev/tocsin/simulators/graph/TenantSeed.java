package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.records.Consent;
import dev.tocsin.simulators.graph.internal.records.CrowdUsers;
import dev.tocsin.simulators.graph.internal.records.Directory;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A tenant to begin with. Immutable: each method gives another one. */
public final class TenantSeed {
    private final String domain;
    private final String id;
    private final String displayName;
    private final String country;
    private final int crowd;
    private final boolean consented;
    private final boolean premium;
    private final List<Map<String, ?>> users;
    private final List<SkuSeed> skus;

    private TenantSeed(
            String domain,
            String id,
            String displayName,
            String country,
            int crowd,
            boolean consented,
            boolean premium,
            List<Map<String, ?>> users,
            List<SkuSeed> skus) {
        this.domain = domain;
        this.id = id;
        this.displayName = displayName;
        this.country = country;
        this.crowd = crowd;
        this.consented = consented;
        this.premium = premium;
        this.users = List.copyOf(users);
        this.skus = List.copyOf(skus);
    }

    /**
     * A tenant in the US without users, with the premium licence, without consent. Its id is drawn from its domain.
     *
     * @param domain its default domain, such as {@code contoso.example}
     */
    public static TenantSeed of(String domain) {
        if (!domain.contains(".")) {
            throw new IllegalArgumentException("domain: must hold a dot, but is '" + domain + "'");
        }
        String small = domain.toLowerCase(Locale.ROOT);
        String id =
                UUID.nameUUIDFromBytes(small.getBytes(StandardCharsets.UTF_8)).toString();
        String first = small.substring(0, small.indexOf('.'));
        String name = first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1);
        return new TenantSeed(small, id, name, "US", 0, false, true, List.of(), List.of());
    }

    /** With this id, a UUID in small letters. */
    public TenantSeed id(String tenantId) {
        String checked = UUID.fromString(tenantId).toString();
        return new TenantSeed(domain, checked, displayName, country, crowd, consented, premium, users, skus);
    }

    /** With this name. */
    public TenantSeed displayName(String name) {
        return new TenantSeed(domain, id, name, country, crowd, consented, premium, users, skus);
    }

    /** In this country, two capitals; the crowd of US, GB and DE has phones of its country, any other those of US. */
    public TenantSeed country(String code) {
        return new TenantSeed(domain, id, displayName, code, crowd, consented, premium, users, skus);
    }

    /**
     * With so many made-up users, the same every time; they take no memory until they are changed.
     *
     * @param count 0 to 1,000,000
     */
    public TenantSeed users(int count) {
        if (count < 0 || count > 1_000_000) {
            throw new IllegalArgumentException("users: must be from 0 to 1000000, but is " + count);
        }
        return new TenantSeed(domain, id, displayName, country, count, consented, premium, users, skus);
    }

    /** With one more user; see {@link SimTenant#addUser}. */
    public TenantSeed user(Map<String, ?> fields) {
        List<Map<String, ?>> more = new ArrayList<>(users);
        more.add(fields);
        return new TenantSeed(domain, id, displayName, country, crowd, consented, premium, more, skus);
    }

    /** Whose administrator has consented to all permissions that the app asks for. */
    public TenantSeed consented() {
        return new TenantSeed(domain, id, displayName, country, crowd, true, premium, users, skus);
    }

    /** Without the licence that reading sign-ins needs. */
    public TenantSeed withoutPremium() {
        return new TenantSeed(domain, id, displayName, country, crowd, consented, false, users, skus);
    }

    /** With one more kind of licence. */
    public TenantSeed licence(SkuSeed sku) {
        List<SkuSeed> more = new ArrayList<>(skus);
        more.add(sku);
        return new TenantSeed(domain, id, displayName, country, crowd, consented, premium, users, more);
    }

    List<Map<String, ?>> users() {
        return users;
    }

    List<SkuSeed> skus() {
        return skus;
    }

    /**
     * The tenant that it describes, without its users and licences.
     *
     * @param permissions what it has granted if it has consented
     */
    Tenant plant(Instant now, Set<String> permissions) {
        ObjectNode organization = Json.object()
                .put("id", id)
                .putNull("deletedDateTime")
                .put("displayName", displayName)
                .put("country", country)
                .put("countryLetterCode", country)
                .put("createdDateTime", "2019-03-04T08:00:00Z")
                .put("defaultUsageLocation", country)
                .put("tenantType", "AAD");
        organization.putArray("businessPhones");
        organization.putArray("technicalNotificationMails").add("it@" + domain);
        organization
                .putArray("verifiedDomains")
                .addObject()
                .put("name", domain)
                .put("type", "Managed")
                .put("capabilities", "Email, OfficeCommunicationsOnline")
                .put("isDefault", true)
                .put("isInitial", true);
        Directory directory = new Directory(new CrowdUsers(id, domain, country, crowd));
        Tenant tenant = new Tenant(id, domain, organization, directory);
        tenant.premium(premium);
        if (consented) {
            tenant.consent(new Consent(permissions, now));
        }
        return tenant;
    }
}

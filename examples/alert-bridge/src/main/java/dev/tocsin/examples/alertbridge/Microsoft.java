package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.feed.EventFeed;
import dev.tocsin.core.licence.LicenceSource;
import dev.tocsin.core.people.Directory;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.Fault;
import dev.tocsin.examples.alertbridge.config.FaultyConfigurationException;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess;
import dev.tocsin.msgraph.GraphCloud;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.msgraph.source.EntraAuditFeed;
import dev.tocsin.msgraph.source.GraphDirectory;
import dev.tocsin.msgraph.source.GraphLicences;
import dev.tocsin.msgraph.source.LogWindow;
import dev.tocsin.msgraph.source.SecurityAlertFeed;
import dev.tocsin.msgraph.source.SignInFeed;
import dev.tocsin.msgraph.source.SignInPhones;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Microsoft 365 as the configuration says: the app, and what it reads of each tenant. Thread-safe. */
final class Microsoft {
    private final BridgeConfiguration read;
    private final MicrosoftAccess access;
    private final MicrosoftGraph graph;

    private Microsoft(BridgeConfiguration read, MicrosoftAccess access, MicrosoftGraph graph) {
        this.read = read;
        this.access = access;
        this.graph = graph;
    }

    /**
     * A customer's tenant.
     *
     * @param id its id, in lower case
     * @param companyId the local company that it belongs to
     */
    record Tenant(String id, String companyId) {}

    /**
     * The app that a file describes. Nothing is asked of the service yet.
     *
     * @throws FaultyConfigurationException if it describes none, or one that cannot work
     */
    static Microsoft of(BridgeConfiguration read, Surroundings around) {
        MicrosoftAccess access = read.microsoft();
        if (access == null) {
            throw new FaultyConfigurationException(List.of(new Fault(
                    read.file(),
                    0,
                    MicrosoftAccess.CONNECTION_ID,
                    "is missing; the section with the app's id is needed")));
        }
        MicrosoftGraph graph = MicrosoftGraph.builder(access.clientId(), credential(access.credential()))
                .cloud(cloud(access.place()))
                .clock(around.clock())
                .sleeper(around.sleeper())
                .requestTimeout(read.settings().requestTimeout())
                .build();
        return new Microsoft(read, access, graph);
    }

    private static AppCredential credential(MicrosoftAccess.Credential credential) {
        return credential instanceof MicrosoftAccess.Credential.Certificate certificate
                ? AppCredential.certificateFile(certificate.file(), certificate.password())
                : AppCredential.secret(((MicrosoftAccess.Credential.ClientSecret) credential).secret());
    }

    private static GraphCloud cloud(MicrosoftAccess.Place place) {
        if (place instanceof MicrosoftAccess.Place.At at) {
            return GraphCloud.at(at.graph(), at.login());
        }
        return switch (((MicrosoftAccess.Place.Of) place).cloud()) {
            case GLOBAL -> GraphCloud.GLOBAL;
            case US_GOV -> GraphCloud.US_GOV;
            case US_GOV_DOD -> GraphCloud.US_GOV_DOD;
            case CHINA -> GraphCloud.CHINA;
        };
    }

    /** What the file says. */
    MicrosoftAccess access() {
        return access;
    }

    /** The client. */
    MicrosoftGraph graph() {
        return graph;
    }

    /**
     * The id of the MSP's own tenant.
     *
     * @throws FaultyConfigurationException if the file names none
     */
    String ownTenant() {
        return needed("tenant", access.tenant(), "the id of your own tenant, whose users become technicians, is legal");
    }

    /**
     * What a field of the section says.
     *
     * @throws FaultyConfigurationException if it is absent
     */
    <T> T needed(String field, @Nullable T value, String legal) {
        if (value == null) {
            throw fault(field, "is missing; " + legal);
        }
        return value;
    }

    /** A fault of a field of the section. */
    FaultyConfigurationException fault(String field, String message) {
        return new FaultyConfigurationException(List.of(new Fault(
                read.file(),
                read.line(MicrosoftAccess.CONNECTION_ID),
                MicrosoftAccess.CONNECTION_ID + "." + field,
                message)));
    }

    /** The directory of a tenant. */
    Directory directory(String tenantId) {
        return new GraphDirectory(
                graph.tenant(tenantId),
                SignInPhones.valueOf(access.signInPhones().name()));
    }

    /** The directory of a customer, for its company's users. */
    DirectoryLink link(Tenant tenant) {
        return new DirectoryLink(
                tenant.id(), tenant.companyId(), directory(tenant.id()), access.phones(tenant.companyId()));
    }

    /** The logs of a tenant that the file asks for. */
    List<EventFeed> feeds(String tenantId) {
        GraphTenant tenant = graph.tenant(tenantId);
        return Arrays.stream(MicrosoftAccess.Feed.values())
                .filter(access.feeds()::contains)
                .<EventFeed>map(feed -> switch (feed) {
                    case AUDITS -> new EntraAuditFeed(tenant, MspId.SINGLE, window(LogWindow.LOGS));
                    case SIGN_INS -> new SignInFeed(tenant, MspId.SINGLE, window(LogWindow.LOGS));
                    case ALERTS -> new SecurityAlertFeed(tenant, MspId.SINGLE, window(LogWindow.ALERTS));
                })
                .toList();
    }

    private LogWindow window(LogWindow standard) {
        Duration first = access.firstReading();
        Duration overlap = access.overlap();
        return new LogWindow(
                first == null ? standard.firstReading() : first,
                overlap == null ? standard.overlap() : overlap,
                standard.pageSize());
    }

    /** What tenants have bought. */
    LicenceSource licences() {
        return new GraphLicences(graph::tenant);
    }

    /** The tenants that are tied to companies, by company; each once. */
    static List<Tenant> tenants(Host host) {
        StoredConfiguration configuration = host.tocsin().configuration().of(MspId.SINGLE);
        Map<String, Tenant> tenants = new LinkedHashMap<>();
        configuration.links().stream()
                .map(Stored::item)
                .filter(link -> MicrosoftAccess.SOURCES.contains(link.source()))
                .map(Microsoft::tenant)
                .filter(tenant -> MicrosoftAccess.isTenant(tenant.id()))
                .sorted(java.util.Comparator.comparing(Tenant::companyId).thenComparing(Tenant::id))
                .forEach(tenant -> tenants.putIfAbsent(tenant.id(), tenant));
        return List.copyOf(tenants.values());
    }

    private static Tenant tenant(SourceLink link) {
        return new Tenant(link.sourceCompanyId().toLowerCase(Locale.ROOT), link.companyId());
    }

    /**
     * The tenants of a company.
     *
     * @throws dev.tocsin.core.base.ConfigurationException if there is no such company, or none is tied to it
     */
    static List<Tenant> tenantsOf(Host host, String companyId) {
        requireCompany(host, companyId);
        List<Tenant> tenants = tenants(host).stream()
                .filter(tenant -> tenant.companyId().equals(companyId))
                .toList();
        if (tenants.isEmpty()) {
            throw new dev.tocsin.core.base.ConfigurationException(
                    "COMPANY",
                    "no tenant is tied to " + ShownText.quoted(companyId)
                            + "; `microsoft connect` ties one, or a tenant in the file");
        }
        return tenants;
    }

    /**
     * Refuses a company that is not there.
     *
     * @throws dev.tocsin.core.base.ConfigurationException if it is not
     */
    static void requireCompany(Host host, String companyId) {
        List<String> known = host.tocsin().configuration().of(MspId.SINGLE).companies().stream()
                .map(company -> company.item().id())
                .toList();
        if (!known.contains(companyId)) {
            throw new dev.tocsin.core.base.ConfigurationException(
                    "COMPANY",
                    "there is no company " + ShownText.quoted(companyId) + "; legal are "
                            + ShownText.inLine(String.valueOf(known)));
        }
    }
}

package dev.tocsin.msgraph.docs;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.feed.FeedReport;
import dev.tocsin.core.licence.Licence;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.channel.GraphMailChannel;
import dev.tocsin.msgraph.source.EntraAuditFeed;
import dev.tocsin.msgraph.source.GraphDirectory;
import dev.tocsin.msgraph.source.GraphLicences;
import dev.tocsin.msgraph.source.OnboardingStart;
import dev.tocsin.msgraph.source.SecurityAlertFeed;
import dev.tocsin.msgraph.source.SignInFeed;
import dev.tocsin.msgraph.source.TenantOnboarding;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Connects a customer's tenant, keeps its users, reads its logs and licences, and sends a mail from it. */
public final class WatchTenant {
    private static final ConsentText TEXT = new ConsentText(
            "security-alerts", "en", "We read your users, their phones and your security logs to handle alerts.");

    private WatchTenant() {}

    /**
     * @param graph {@code MicrosoftGraph.builder(clientId, AppCredential.secret(secret)).build()}
     * @param stateKey at least 32 bytes, kept by the host
     * @param administrator shows a page to the administrator, and gives the address to which the browser was sent back
     */
    public static void watch(Tocsin tocsin, MicrosoftGraph graph, Secret stateKey, UnaryOperator<URI> administrator) {
        TenantOnboarding onboarding = new TenantOnboarding(
                tocsin,
                MspId.SINGLE,
                graph,
                graph.adminConsent(URI.create("http://127.0.0.1:8080/consent")),
                new StateSigner(SigningKeys.of("k1", stateKey)),
                Set.of("User.Read.All", "AuditLog.Read.All", "SecurityAlert.Read.All", "Organization.Read.All"),
                (company, tenant) -> tenant.verifiedDomains().contains("fabrikam.example"));
        tocsin.consent().accept("fabrikam", EnrolmentPolicy.NONE, TEXT, "Ann <ann@fabrikam.example>", "192.0.2.20");
        OnboardingStart start =
                onboarding.begin("fabrikam", EnrolmentPolicy.NONE, TEXT, "fabrikam.example", Duration.ofHours(1));
        if (start instanceof OnboardingStart.Ready ready) {
            URI cameBack = administrator.apply(ready.address());
            System.out.println(
                    onboarding.complete(cameBack.getRawQuery()).getClass().getSimpleName());
        }

        String tenantId = onboarding.tenants("fabrikam").iterator().next();
        GraphTenant tenant = graph.tenant(tenantId);
        GraphDirectory directory = new GraphDirectory(tenant);
        DirectoryLink link = new DirectoryLink(tenantId, "fabrikam", directory, PhoneBook.of("US"));
        System.out.println(tocsin.directories().sync(link, progress -> {}).counts());

        List<FeedReport> read = tocsin.feeds()
                .pollAll(List.of(
                        new EntraAuditFeed(tenant, MspId.SINGLE),
                        new SignInFeed(tenant, MspId.SINGLE),
                        new SecurityAlertFeed(tenant, MspId.SINGLE)));
        read.forEach(one -> System.out.println(one.feed() + ": " + one.outcome() + ", " + one.receipts()));

        for (Licence licence : new GraphLicences(graph).licences(tenantId)) {
            System.out.println(licence.name() + ": " + licence.used() + " of " + licence.owned() + " used");
        }
        System.out.println(new GraphMailChannel("graph-mail", tenant, "ann@fabrikam.example", true)
                .send(new OutboundMessage("m-1", "grace@msp.example", "3 alerts", "Three alerts at Fabrikam.", null)));
    }
}

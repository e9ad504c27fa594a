package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.people.AffectedPhone;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.examples.alertbridge.Microsoft.Tenant;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess;
import dev.tocsin.msgraph.source.OnboardingResult;
import dev.tocsin.msgraph.source.OnboardingStart;
import dev.tocsin.msgraph.source.TenantOnboarding;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the demo shows of people: a tenant is connected, technicians are imported, and the person whom an event is about has a phone. */
final class DemoPeople {
    private static final String COMPANY = "contoso";
    private static final String ADMIN = "Ines Admin <ines@contoso.example>";
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Host host;
    private final Surroundings around;
    private final PrintStream out;

    DemoPeople(Host host, Surroundings around) {
        this.host = host;
        this.around = around;
        this.out = around.out();
    }

    /** Connects Contoso's tenant, reads its users, and imports two technicians. */
    void play() throws IOException, InterruptedException {
        Microsoft microsoft = host.microsoft();
        MicrosoftAccess access = microsoft.access();
        ConsentText text = Objects.requireNonNull(access.consent(), "the demo has a text");
        out.println(
                "Contoso's Microsoft 365 is connected: its administrator accepts the text, then consents on Microsoft's"
                        + " page.");
        AdminAcceptance kept =
                host.tocsin().consent().accept(COMPANY, EnrolmentPolicy.NONE, text, ADMIN, "198.51.100.7");
        out.println("  " + kept.administrator() + " accepted text '" + text.name() + "', version "
                + text.hash().substring(0, 12) + "…, from " + kept.from());
        TenantOnboarding onboarding = new TenantOnboarding(
                host.tocsin(),
                MspId.SINGLE,
                microsoft.graph(),
                microsoft.graph().adminConsent(Objects.requireNonNull(access.redirectUri())),
                new StateSigner(SigningKeys.of("1", Objects.requireNonNull(access.stateKey()))),
                access.permissions(),
                (company, organization) -> organization.id().equals(DemoTenants.CONTOSO));
        if (!(onboarding.begin(COMPANY, EnrolmentPolicy.NONE, text, DemoTenants.CONTOSO, LIFETIME)
                instanceof OnboardingStart.Ready ready)) {
            throw new IllegalStateException("the text was accepted a moment ago");
        }
        if (!(onboarding.complete(browser(ready.address()).getRawQuery())
                instanceof OnboardingResult.Connected connected)) {
            throw new IllegalStateException("the simulator consents");
        }
        out.println("  proven by a token and the organisation: '"
                + connected.organization().displayName() + "'; permissions missing: "
                + (connected.missingPermissions().isEmpty()
                        ? "none"
                        : String.join(", ", connected.missingPermissions())));
        TenantSync sync = new TenantSync(host, around, new Progress(around), MassChangeLimit.DEFAULT);
        sync.users(List.of(new Tenant(DemoTenants.CONTOSO, COMPANY)));
        out.println("  users read: " + host.tocsin().directories().count(DemoTenants.CONTOSO));
        out.println();
        out.println("Two users of the MSP's own tenant become technicians.");
        out.println();
        new PeopleTables(around, false)
                .imported(
                        host.tocsin()
                                .technicians()
                                .importUsers(
                                        microsoft.ownTenant(),
                                        microsoft.directory(microsoft.ownTenant()),
                                        access.phones(),
                                        List.of(DemoTenants.TINA, DemoTenants.OMAR),
                                        Operator.of(around)),
                        false);
        out.println();
    }

    /** What the administrator's browser does: it opens the page, and the simulator consents and sends it back. */
    private static URI browser(URI address) throws IOException, InterruptedException {
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    /** Says whom to call about events that have a user, each user once. */
    void whomToCall(List<SecurityEvent> events) {
        Map<String, SecurityEvent> users = new LinkedHashMap<>();
        events.forEach(event -> event.user().ifPresent(user -> users.putIfAbsent(user.identity(), event)));
        PeopleTables people = new PeopleTables(around, false);
        TextTable table = new TextTable(around.unicode(), "Event", "User", "Whom to call");
        users.values()
                .forEach(event -> event.user().ifPresent(user -> {
                    AffectedPhone phone = host.tocsin().directories().affectedPhone(COMPANY, user, PhoneUse.VOICE);
                    table.row(event.title(), user.label(), people.affected(phone));
                }));
        out.print(table);
    }
}

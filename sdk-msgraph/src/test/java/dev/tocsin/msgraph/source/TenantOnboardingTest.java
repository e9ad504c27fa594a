package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.msgraph.AccessProblem;
import dev.tocsin.msgraph.GraphAccessException;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.Organization;
import dev.tocsin.msgraph.Stage;
import dev.tocsin.simulators.graph.ConsentAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantOnboardingTest {
    private static final MspId MSP = MspId.SINGLE;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ConsentText TEXT = new ConsentText("terms", "en", "Our users agreed to security texts.");

    private final Stage stage = new Stage();
    private final MicrosoftGraph graph = stage.graph();
    private final Tocsin tocsin = Tocsin.builder()
            .store(new VolatileStore())
            .clock(stage.clock)
            .sleeper(stage.sleeper)
            .build();
    private final TenantOnboarding onboarding = onboarding((company, organization) -> true);

    TenantOnboardingTest() {
        tocsin.configuration().save(new Company(MSP, "fab", "Fabrikam"));
        tocsin.configuration().save(new Company(MSP, "other", "Other"));
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private TenantOnboarding onboarding(BiPredicate<String, Organization> belongs) {
        return new TenantOnboarding(
                tocsin,
                MSP,
                graph,
                graph.adminConsent(URI.create(Stage.CALLBACK)),
                new StateSigner(SigningKeys.of("k1", Secret.of("0123456789abcdef0123456789abcdef"))),
                Set.of("User.Read.All", "Group.Read.All"),
                belongs);
    }

    private void accept(String company) {
        tocsin.consent().accept(company, EnrolmentPolicy.ADMIN_ATTESTED, TEXT, "admin@" + company, "192.0.2.1");
    }

    private OnboardingStart begin(String company) {
        return onboarding.begin(
                company, EnrolmentPolicy.ADMIN_ATTESTED, TEXT, stage.fabrikam().id(), HOUR);
    }

    /** The query with which the administrator's browser comes back. */
    private String visit(String company) throws Exception {
        accept(company);
        OnboardingStart.Ready ready = (OnboardingStart.Ready) begin(company);
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(ready.address()).build(), HttpResponse.BodyHandlers.ofString());
        return URI.create(page.headers().firstValue("location").orElseThrow()).getRawQuery();
    }

    private Set<SourceLink> links() {
        return tocsin.configuration().of(MSP).links().stream()
                .map(Stored::item)
                .collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void aCompanyIsConnectedByItsAdministratorsConsent() throws Exception {
        OnboardingResult result = onboarding.complete(visit("fab"));
        assertThat(result).isInstanceOfSatisfying(OnboardingResult.Connected.class, connected -> {
            assertThat(connected.companyId()).isEqualTo("fab");
            assertThat(connected.organization().id()).isEqualTo(stage.fabrikam().id());
            assertThat(connected.missingPermissions()).containsExactly("Group.Read.All");
        });
        assertThat(links())
                .containsExactlyInAnyOrder(
                        new SourceLink(MSP, "entra", stage.fabrikam().id(), "fab"),
                        new SourceLink(
                                MSP, "microsoft-security", stage.fabrikam().id(), "fab"));
    }

    @Test
    void withoutAcceptanceThereIsNoAddress() {
        assertThat(begin("fab"))
                .isInstanceOfSatisfying(
                        OnboardingStart.AcceptanceNeeded.class,
                        needed -> assertThat(needed.text()).isEqualTo(TEXT));
        assertThatThrownBy(() -> begin("nobody"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("companyId");
    }

    @Test
    void aCallbackCountsOnce() throws Exception {
        String query = visit("fab");
        onboarding.complete(query);
        assertThat(onboarding.complete(query))
                .isEqualTo(new OnboardingResult.StateInvalid("its state was used before"));
    }

    @Test
    void aCallbackThatIsLateOrForgedIsRefused() throws Exception {
        String query = visit("fab");
        assertThat(onboarding.complete(query.replace("state=s1.k1.", "state=s1.k1.A")))
                .isInstanceOf(OnboardingResult.StateInvalid.class);
        stage.clock.advance(HOUR.plusSeconds(1));
        assertThat(onboarding.complete(query)).isEqualTo(new OnboardingResult.StateInvalid("its state has expired"));
        assertThat(onboarding.complete("nonsense")).isInstanceOf(OnboardingResult.StateInvalid.class);
        assertThat(onboarding.complete(null)).isInstanceOf(OnboardingResult.StateInvalid.class);
        assertThat(links()).isEmpty();
    }

    @Test
    void aRefusalTiesNothing() throws Exception {
        stage.simulator.consentAnswer(ConsentAnswer.CONSENT_REQUIRED);
        assertThat(onboarding.complete(visit("fab"))).isInstanceOf(OnboardingResult.Refused.class);
        assertThat(links()).isEmpty();
    }

    @Test
    void aTenantThatDidNotConsentIsNotTied() throws Exception {
        stage.contoso().revokeConsent();
        stage.simulator.callbackNames(stage.contoso().id());
        assertThat(onboarding.complete(visit("fab")))
                .isInstanceOfSatisfying(
                        OnboardingResult.NotProven.class,
                        not -> assertThat(not.problem()).isEqualTo(AccessProblem.NO_CONSENT));
        assertThat(links()).isEmpty();
    }

    @Test
    void aTenantNeverPassesToAnotherCompany() throws Exception {
        onboarding.complete(visit("fab"));
        assertThat(onboarding.complete(visit("other")))
                .isInstanceOfSatisfying(
                        OnboardingResult.NotTied.class,
                        not -> assertThat(not.message()).contains("'fab' already"));
        assertThat(onboarding.tenants("other")).isEmpty();
        assertThat(onboarding.complete(visit("fab"))).isInstanceOf(OnboardingResult.Connected.class);
    }

    @Test
    void aTenantThatConsentedButIsSomebodyElsesIsForTheHostToRefuse() throws Exception {
        stage.simulator.callbackNames(stage.contoso().id());
        TenantOnboarding careful = onboarding(
                (company, organization) -> organization.verifiedDomains().contains("fabrikam.example"));
        assertThat(careful.complete(visit("fab"))).isInstanceOf(OnboardingResult.NotTied.class);
        assertThat(links()).isEmpty();
    }

    @Test
    void aDisconnectedTenantIsFreeForAnotherCompany() throws Exception {
        onboarding.complete(visit("fab"));
        onboarding.disconnect("fab");
        assertThat(onboarding.complete(visit("other"))).isInstanceOf(OnboardingResult.Connected.class);
    }

    @Test
    void aDisconnectedCompanysTenantIsAskedForATokenAnew() throws Exception {
        onboarding.complete(visit("fab"));
        stage.fabrikam().revokeConsent();
        graph.tenant(stage.fabrikam().id()).organization();
        assertThat(onboarding.disconnect("fab"))
                .containsExactly(stage.fabrikam().id());
        assertThatThrownBy(() -> graph.tenant(stage.fabrikam().id()).organization())
                .isInstanceOfSatisfying(
                        GraphAccessException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(AccessProblem.NO_CONSENT));
        assertThat(onboarding.tenants("fab")).isEmpty();
        assertThat(links()).isEmpty();
        assertThat(onboarding.disconnect("fab")).isEmpty();
    }
}

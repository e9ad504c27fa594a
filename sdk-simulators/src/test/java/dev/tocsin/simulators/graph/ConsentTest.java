package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.graph.Client.Reply;
import dev.tocsin.simulators.http.Call;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsentTest {
    private static final String CALLBACK = "http://127.0.0.1:9/callback";

    private final TestClock clock = new TestClock();
    private final GraphSimulator simulator = GraphSimulator.builder()
            .clock(clock)
            .redirectUri(CALLBACK)
            .tenant(TenantSeed.of("contoso.example").users(1))
            .tenant(TenantSeed.of("fabrikam.example").users(1))
            .start();
    private final SimTenant contoso = simulator.tenant("contoso.example");
    private final SimTenant fabrikam = simulator.tenant("fabrikam.example");

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Reply visit(String path, String redirect) {
        String query =
                Client.form(Map.of("client_id", simulator.clientId(), "redirect_uri", redirect, "state", "s t&1"));
        return new Client(simulator, "").get(simulator.loginUri() + path + (path.contains("?") ? "&" : "?") + query);
    }

    private Map<String, String> back(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(302);
        URI location = URI.create(reply.header("Location"));
        assertThat(location.toString()).startsWith(CALLBACK + "?");
        return new Call("GET", "/", location.getRawQuery(), Map.of(), new byte[0]).query();
    }

    @Test
    void anAdministratorGrantsAndTheCallbackNamesTheTenant() {
        simulator.administratorOf("fabrikam.example");
        Map<String, String> back = back(visit("/organizations/adminconsent", CALLBACK));
        assertThat(back)
                .containsEntry("admin_consent", "True")
                .containsEntry("tenant", fabrikam.id())
                .containsEntry("state", "s t&1")
                .doesNotContainKey("error");
        assertThat(fabrikam.granted()).contains("User.Read.All");
        assertThat(contoso.granted()).isEmpty();
        assertThat(new Client(simulator, fabrikam.id()).token().status()).isEqualTo(200);
    }

    @Test
    void theSecondVersionDemandsAndReturnsTheScope() {
        assertThat(visit("/organizations/v2.0/adminconsent", CALLBACK).text()).contains("AADSTS900144");
        String scope = "https://graph.microsoft.com/.default";
        Map<String, String> back =
                back(visit("/" + contoso.id() + "/v2.0/adminconsent?scope=" + Client.encode(scope), CALLBACK));
        assertThat(back).containsEntry("scope", scope).containsEntry("tenant", contoso.id());
    }

    @Test
    void aRefusalComesBackAsAnErrorAndGrantsNothing() {
        simulator.consentAnswer(ConsentAnswer.REFUSE);
        assertThat(back(visit("/common/adminconsent", CALLBACK)))
                .containsEntry("error", "permission_denied")
                .containsEntry("state", "s t&1")
                .doesNotContainKeys("admin_consent", "tenant");
        simulator.refusalsCarryState(false);
        assertThat(back(visit("/common/adminconsent", CALLBACK))).doesNotContainKey("state");
        assertThat(contoso.granted()).isEmpty();
    }

    @Test
    void anErrorMayStandBesideAdminConsentTrue() {
        simulator.consentAnswer(ConsentAnswer.CONSENT_REQUIRED);
        assertThat(back(visit("/common/adminconsent", CALLBACK)))
                .containsEntry("admin_consent", "True")
                .containsEntry("error", "consent_required");
        assertThat(contoso.granted()).isEmpty();
    }

    @Test
    void theTenantParameterMayLie() {
        simulator.callbackNames(fabrikam.id());
        assertThat(back(visit("/common/adminconsent", CALLBACK))).containsEntry("tenant", fabrikam.id());
        assertThat(fabrikam.granted()).isEmpty();
        assertThat(contoso.granted()).isNotEmpty();
        simulator.callbackNames("");
        simulator.consentAnswer(ConsentAnswer.CLAIM_ONLY);
        assertThat(back(visit("/" + fabrikam.id() + "/adminconsent", CALLBACK)))
                .containsEntry("admin_consent", "True")
                .containsEntry("tenant", fabrikam.id());
        assertThat(new Client(simulator, fabrikam.id()).token().text()).contains("AADSTS700016");
    }

    @Test
    void aWrongAddressOrAppStaysOnThePage() {
        Reply wrong = visit("/common/adminconsent", "http://attacker.example/");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("AADSTS50011");
        assertThat(wrong.header("Location")).isEmpty();
        Reply tenant = visit("/nowhere.example/adminconsent", CALLBACK);
        assertThat(tenant.text()).contains("AADSTS90002");
        Reply app = new Client(simulator, "")
                .get(simulator.loginUri() + "/common/adminconsent?client_id=x&redirect_uri=" + Client.encode(CALLBACK));
        assertThat(app.text()).contains("AADSTS700016");
        assertThat(contoso.granted()).isEmpty();
    }

    @Test
    void aConsentTakesEffectAfterAWhile() {
        simulator.consentDelay(Duration.ofSeconds(30));
        assertThat(back(visit("/common/adminconsent", CALLBACK))).containsEntry("admin_consent", "True");
        Client client = new Client(simulator, contoso.id());
        assertThat(client.token().text()).contains("AADSTS650051");
        clock.advance(Duration.ofSeconds(30));
        assertThat(client.token().status()).isEqualTo(200);
    }

    @Test
    void newPermissionsNeedAFreshConsentAndRevokingLeavesIssuedTokensAlone() {
        simulator.appPermissions(Set.of("User.Read.All"));
        back(visit("/common/adminconsent", CALLBACK));
        simulator.appPermissions(Set.of("User.Read.All", "Mail.Send"));
        assertThat(contoso.granted()).containsExactly("User.Read.All");
        back(visit("/common/adminconsent", CALLBACK));
        assertThat(contoso.granted()).containsExactlyInAnyOrder("User.Read.All", "Mail.Send");
        Client client = new Client(simulator, contoso.id()).login();
        contoso.revokeConsent();
        assertThat(client.get("/users").status()).isEqualTo(200);
        assertThat(client.token().text()).contains("AADSTS700016");
    }

    @Test
    void aPersonMayChooseTenantAndAnswerOnThePage() {
        simulator.consentAnswer(ConsentAnswer.ASK);
        Reply page = visit("/common/adminconsent", CALLBACK);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("Fabrikam (fabrikam.example)").contains("User.Read.All");
        Matcher link = Pattern.compile("href=\"([^\"]+" + fabrikam.id() + "[^\"]+GRANT)\"")
                .matcher(page.text());
        assertThat(link.find()).isTrue();
        Reply reply = new Client(simulator, "")
                .get(simulator.loginUri() + link.group(1).replace("&amp;", "&"));
        assertThat(back(reply)).containsEntry("tenant", fabrikam.id());
        assertThat(fabrikam.granted()).isNotEmpty();
    }
}

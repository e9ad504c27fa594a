package dev.tocsin.msgraph.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.msgraph.AccessProblem;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.Stage;
import dev.tocsin.msgraph.TenantProof;
import dev.tocsin.msgraph.login.ConsentCallback.Granted;
import dev.tocsin.msgraph.login.ConsentCallback.Malformed;
import dev.tocsin.msgraph.login.ConsentCallback.Refused;
import dev.tocsin.simulators.graph.ConsentAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminConsentTest {
    private static final String TENANT = "0c5b8d0e-5c1f-4a4e-9d5e-3a1f1b2c3d4e";

    private final Stage stage = new Stage();
    private final MicrosoftGraph graph = stage.graph();
    private final AdminConsent consent = graph.adminConsent(URI.create(Stage.CALLBACK));

    @AfterEach
    void stop() {
        stage.close();
    }

    /** What the administrator's browser brings back. */
    private ConsentCallback visit(URI address) throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(302);
        String back = page.headers().firstValue("location").orElseThrow();
        assertThat(back).startsWith(Stage.CALLBACK + "?");
        return consent.read(back.substring(back.indexOf('?')));
    }

    @Test
    void consentIsGivenAndProved() throws Exception {
        String fabrikam = stage.fabrikam().id();
        assertThat(visit(consent.address(fabrikam, "state &=+ü"))).isEqualTo(new Granted(fabrikam, "state &=+ü"));
        TenantProof proof = graph.prove(fabrikam, Set.of("User.Read.All", "Group.Read.All"));
        assertThat(proof).isInstanceOfSatisfying(TenantProof.Proven.class, proven -> {
            assertThat(proven.organization().displayName()).isEqualTo("Fabrikam");
            assertThat(proven.missingPermissions()).containsExactly("Group.Read.All");
        });
    }

    @Test
    void theFirstVersionOfThePageWorksToo() throws Exception {
        stage.simulator.administratorOf("fabrikam.example");
        assertThat(visit(consent.addressV1(null, "s")))
                .isEqualTo(new Granted(stage.fabrikam().id(), "s"));
    }

    @Test
    void withoutATenantTheAdministratorsOwnIsMeant() throws Exception {
        URI address = consent.address(null, "s");
        assertThat(address.getPath()).isEqualTo("/organizations/v2.0/adminconsent");
        assertThat(visit(address)).isEqualTo(new Granted(stage.contoso().id(), "s"));
    }

    @Test
    void aRefusalIsARefusalAlsoBesideConsent() throws Exception {
        stage.simulator.consentAnswer(ConsentAnswer.REFUSE);
        assertThat(visit(consent.address(null, "s")))
                .isEqualTo(new Refused("permission_denied", "The admin canceled the request", "s"));
        stage.simulator.consentAnswer(ConsentAnswer.CONSENT_REQUIRED);
        stage.simulator.refusalsCarryState(false);
        assertThat(visit(consent.address(null, "s"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.error()).isEqualTo("consent_required");
            assertThat(refused.description()).startsWith("AADSTS65004");
            assertThat(refused.state()).isNull();
        });
    }

    @Test
    void aClaimWithoutConsentIsNotProved() throws Exception {
        stage.simulator.callbackNames(stage.fabrikam().id());
        assertThat(visit(consent.address(stage.contoso().id(), "s")))
                .isEqualTo(new Granted(stage.fabrikam().id(), "s"));
        assertThat(graph.prove(stage.fabrikam().id(), Set.of()))
                .isInstanceOfSatisfying(
                        TenantProof.NotProven.class,
                        not -> assertThat(not.problem()).isEqualTo(AccessProblem.NO_CONSENT));
    }

    @Test
    void aRefusalFromBeforeTheConsentDoesNotHinderTheProof() {
        assertThat(graph.prove(stage.fabrikam().id(), Set.of())).isInstanceOf(TenantProof.NotProven.class);
        stage.fabrikam().grantConsent(Set.of("Organization.Read.All"));
        assertThat(graph.prove(stage.fabrikam().id(), Set.of())).isInstanceOf(TenantProof.Proven.class);
    }

    @Test
    void aFreshConsentIsWaitedFor() {
        stage.simulator.consentDelay(Duration.ofSeconds(75));
        stage.fabrikam().grantConsent(Set.of("Organization.Read.All"));
        assertThat(graph.prove(stage.fabrikam().id(), Set.of())).isInstanceOf(TenantProof.Proven.class);
        assertThat(stage.sleeper.sleeps()).isEqualTo(Collections.nCopies(3, Duration.ofSeconds(30)));
    }

    @Test
    void aFreshConsentIsNotWaitedForWithoutEnd() {
        stage.simulator.consentDelay(Duration.ofHours(1));
        stage.fabrikam().grantConsent(Set.of("Organization.Read.All"));
        assertThat(graph.prove(stage.fabrikam().id(), Set.of()))
                .isInstanceOfSatisfying(TenantProof.NotProven.class, not -> {
                    assertThat(not.problem()).isEqualTo(AccessProblem.CONSENT_NOT_EFFECTIVE_YET);
                    assertThat(not.retryAfter()).isEqualTo(Duration.ofSeconds(30));
                });
        assertThat(stage.sleeper.sleeps()).hasSize(4);
    }

    @Test
    void anIncludingPermissionIsNotMissed() {
        stage.fabrikam().grantConsent(Set.of("Directory.Read.All"));
        assertThat(graph.prove(stage.fabrikam().id(), Set.of("User.Read.All", "Mail.Send")))
                .isInstanceOfSatisfying(
                        TenantProof.Proven.class,
                        proven -> assertThat(proven.missingPermissions()).containsExactly("Mail.Send"));
    }

    @Test
    void errorsComeBeforeConsent() {
        assertThat(consent.read("admin_consent=True&tenant=" + TENANT + "&state=s&error=x"))
                .isEqualTo(new Refused("x", "", "s"));
    }

    @Test
    void aDescriptionIsShortenedAndInOneLine() {
        assertThat(consent.read("error=%0aboom&error_description=a%0D%0Ab%E2%80%AEc" + "x".repeat(900)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.error()).isEqualTo("unknown");
                    assertThat(refused.description()).startsWith("a  b c").hasSize(300);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "tenant=" + TENANT + "&state=s",
                "admin_consent=False&tenant=" + TENANT + "&state=s",
                "admin_consent=True&tenant=" + TENANT,
                "admin_consent=True&tenant=" + TENANT + "&state=",
                "admin_consent=True&tenant=contoso.example&state=s",
                "admin_consent=True&tenant=" + TENANT + "&tenant=" + TENANT + "&state=s",
                "admin_consent=True&tenant=" + TENANT + "&state=s&st%61te=t",
                "admin_consent=True&tenant=" + TENANT + "&state=%zz",
                "a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q&r&s&t&u&v&w&x&y&z&1&2&3&4&5&6"
            })
    void whatMicrosoftDoesNotSendIsMalformed(String query) {
        assertThat(consent.read(query)).isInstanceOf(Malformed.class);
    }

    @Test
    void overlongInputIsMalformed() {
        assertThat(consent.read(null)).isInstanceOf(Malformed.class);
        assertThat(consent.read("state=" + "x".repeat(20_000))).isInstanceOf(Malformed.class);
        assertThat(consent.read("admin_consent=True&tenant=" + TENANT + "&state=" + "x".repeat(3_000)))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void anUnsafeAddressBackIsRefused() {
        for (String address :
                new String[] {"http://host.example/cb", "https://a.example/cb#x", "/cb", "ftp://a.example"}) {
            assertThatThrownBy(() -> graph.adminConsent(URI.create(address)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("redirectUri");
        }
    }

    @Test
    void anAddressHoldsNothingThatWasSmuggledIn() {
        assertThatThrownBy(() -> consent.address("a/b?c", "s")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> consent.address(null, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(consent.address(null, "a&b=c#d").getRawQuery()).endsWith("&state=a%26b%3Dc%23d");
    }
}

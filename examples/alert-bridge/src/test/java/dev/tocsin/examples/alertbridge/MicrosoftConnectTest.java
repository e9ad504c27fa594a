package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.simulators.graph.ConsentAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code microsoft connect} and {@code disconnect}, against the simulated Microsoft 365 and its consent page. */
class MicrosoftConnectTest {
    private static final String AWAY = "https://msp.example/consent";
    private static final String ADMIN = "Ines Admin <ines@contoso.example>";

    @TempDir
    Path directory;

    private final GraphStage stage = new GraphStage();
    private Bridge bridge;
    private String here;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        here = "http://127.0.0.1:" + Ports.free() + "/consent";
        stage.simulator.addRedirectUri(here);
        stage.simulator.addRedirectUri(AWAY);
        redirect(AWAY);
        stage.simulator.administratorOf(GraphStage.CONTOSO);
    }

    @AfterEach
    void end() {
        bridge.close();
        stage.close();
    }

    private void redirect(String uri) {
        configure(uri, "", "");
    }

    private void configure(String uri, String ofContoso, String more) {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE)
                        .replace(
                                "rule: all } ]",
                                "rule: all" + ofContoso + " }, { id: fabrikam, name: 'Fabrikam, Inc.' } ]")
                + stage.yaml("redirectUri: " + uri + "\n" + more));
    }

    private void isDone(String... args) {
        assertThat(bridge.run(args)).as(bridge.out + bridge.err).isZero();
    }

    /** Accepts the text, answers the consent page, and answers where the browser was sent. */
    private String callback(String company, String... more) {
        List<String> args = new ArrayList<>(List.of("microsoft", "connect", company, "--admin", ADMIN, "--accept"));
        args.addAll(Arrays.asList(more));
        assertThat(bridge.run(args.toArray(new String[0])))
                .as(bridge.out + bridge.err)
                .isEqualTo(1);
        return ConsentBrowser.callback(ConsentBrowser.address(bridge.out));
    }

    private int back(String company, String callback) {
        return bridge.run("microsoft", "connect", company, "--callback", callback);
    }

    @Test
    void theTextIsShownBeforeAnythingIsKeptOrHandedOut() {
        assertThat(bridge.run("microsoft", "connect", "contoso")).isEqualTo(1);

        String text = bridge.out.substring(0, bridge.out.indexOf("\n\ntext '"));
        assertThat(text).contains("Example IT alerts", "STOP", "help@msp.example");
        assertThat(bridge.out)
                .contains("version " + new ConsentText("t", "en", text + "\n").hash())
                .doesNotContain("adminconsent");
        assertThat(bridge.err)
                .contains("nothing was kept", "microsoft connect contoso --admin \"Name <mail>\" --accept");
        assertThat(stage.simulator.requests().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ines", "<ines@contoso.example>", "Ines <ines>", "Ines <a@b> <c@d>"})
    void whoAcceptsIsNamedWithAMailAddress(String admin) {
        assertThat(bridge.run("microsoft", "connect", "contoso", "--accept", "--admin", admin))
                .isEqualTo(2);
        assertThat(bridge.err).contains("--admin: ", "\"Name <mail address>\"");
        assertThat(bridge.out).doesNotContain("adminconsent");
    }

    @Test
    void aBrowserThatComesBackToThisMachineCompletesIt() {
        redirect(here);
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        int code = ConsentBrowser.run(
                bridge,
                address -> {
                    URI back = URI.create(ConsentBrowser.callback(address));
                    statuses.add(ConsentBrowser.open("GET", back.resolve("/favicon.ico?x=1"))
                            .statusCode());
                    statuses.add(ConsentBrowser.open("POST", back).statusCode());
                    statuses.add(ConsentBrowser.open("GET", URI.create(here)).statusCode());
                    statuses.add(ConsentBrowser.open("GET", back).statusCode());
                },
                "microsoft",
                "connect",
                "contoso",
                "--admin",
                ADMIN,
                "--from",
                "192.0.2.1",
                "--accept",
                "--timeout",
                "PT2M");

        assertThat(code).as(bridge.out + bridge.err).isZero();
        assertThat(statuses).containsExactly(404, 405, 400, 200);
        assertThat(bridge.out)
                .contains("accepted by " + ADMIN + " from 192.0.2.1")
                .contains("proven: a token of tenant " + GraphStage.CONTOSO + ", organisation 'Contoso Ltd'")
                .contains("permissions missing: none", "tied to company 'contoso'");
        assertThat(bridge.out.indexOf("accepted by")).isLessThan(bridge.out.indexOf("adminconsent"));
    }

    @Test
    void whoDoesNotComeBackIsNotWaitedForLonger() {
        redirect(here);
        assertThat(bridge.run("microsoft", "connect", "contoso", "--admin", ADMIN, "--accept", "--timeout", "PT0.05S"))
                .isEqualTo(1);
        assertThat(bridge.err)
                .contains("nobody came back within PT0.05S", "later: microsoft connect contoso --callback");
    }

    @Test
    void aPortThatIsTakenIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            redirect("http://127.0.0.1:" + taken.getLocalPort() + "/consent");
            assertThat(bridge.run("microsoft", "connect", "contoso", "--admin", ADMIN, "--accept"))
                    .isEqualTo(1);
        }
        assertThat(bridge.err).contains("microsoft.redirectUri: nobody can listen at http://127.0.0.1:");
        assertThat(bridge.out).doesNotContain("adminconsent");
    }

    @Test
    void anAddressElsewhereIsCompletedByASecondCallAndOnlyOnce() {
        String callback = callback("contoso");
        assertThat(bridge.err).contains("--callback");

        assertThat(back("contoso", callback)).as(bridge.out + bridge.err).isZero();
        assertThat(bridge.out).contains("proven: a token of tenant " + GraphStage.CONTOSO);
        assertThat(back("contoso", callback)).isEqualTo(1);
        assertThat(bridge.err).contains("was used before");
        isDone("microsoft", "status");
        assertThat(bridge.out).contains("contoso", GraphStage.CONTOSO, "never read");
    }

    @Test
    void anAnswerThatIsForgedLateOrAnotherCompanysTiesNothing() {
        String callback = callback("contoso");
        int state = callback.indexOf("state=") + 6;
        char flipped = callback.charAt(callback.length() - 1) == 'A' ? 'B' : 'A';
        assertThat(back("contoso", callback.replaceFirst("state=[^&]+", "state=nonsense")))
                .isEqualTo(1);
        assertThat(bridge.err).contains("the answer does not count: ");
        String forged = callback.indexOf('&', state) < 0
                ? callback.substring(0, callback.length() - 2) + flipped + callback.charAt(callback.length() - 1)
                : callback.substring(0, callback.indexOf('&', state) - 2)
                        + flipped
                        + callback.substring(callback.indexOf('&', state) - 1);
        assertThat(back("contoso", forged)).isEqualTo(1);
        assertThat(bridge.err).contains("not signed by us");
        assertThat(back("contoso", "https://evil.example/consent" + callback.substring(callback.indexOf('?'))))
                .isEqualTo(1);
        assertThat(bridge.err).contains("--callback: is not the address of microsoft.redirectUri");
        assertThat(back("contoso", AWAY + "?x=1")).isEqualTo(1);
        assertThat(bridge.err).contains("neither error nor admin_consent=True");
        assertThat(back("fabrikam", callback)).isEqualTo(1);
        assertThat(bridge.err).contains("made for company 'contoso', not for this one");

        String late = callback("contoso");
        bridge.clock = Clock.fixed(Instant.now().plus(Duration.ofHours(2)), ZoneOffset.UTC);
        assertThat(back("contoso", late)).isEqualTo(1);
        assertThat(bridge.err).contains("its state has expired");
        isDone("microsoft", "status");
        assertThat(bridge.out).contains("no tenant is tied to a company");
        assertThat(bridge.err + bridge.out).doesNotContain("0123456789abcdef");
    }

    @Test
    void aRefusalCountsThoughItSaysThatConsentWasGiven() {
        for (ConsentAnswer answer : List.of(ConsentAnswer.REFUSE, ConsentAnswer.CONSENT_REQUIRED)) {
            stage.simulator.consentAnswer(answer);
            assertThat(back("contoso", callback("contoso"))).isEqualTo(1);
            assertThat(bridge.err).contains("consent was refused: ");
        }
    }

    @Test
    void whatTheBrowserClaimsIsNoProof() {
        stage.simulator.consentAnswer(ConsentAnswer.CLAIM_ONLY);
        assertThat(back("contoso", callback("contoso"))).isEqualTo(1);
        assertThat(bridge.err).contains("access is not proven, so no tenant is tied: ");

        stage.simulator.consentAnswer(ConsentAnswer.GRANT);
        stage.simulator.callbackNames(GraphStage.FABRIKAM);
        assertThat(back("contoso", callback("contoso"))).isEqualTo(1);
        assertThat(bridge.err).contains("is not proven");

        stage.simulator.callbackNames(GraphStage.OWN);
        assertThat(back("contoso", callback("contoso"))).isEqualTo(1);
        assertThat(bridge.err).contains("is your own tenant");
        isDone("microsoft", "status");
        assertThat(bridge.out).contains("no tenant is tied to a company");
    }

    @Test
    void onlyTheTenantThatIsMeantIsTiedAndOnlyToOneCompany() {
        assertThat(back("contoso", callback("contoso"))).as(bridge.err).isZero();

        assertThat(back("fabrikam", callback("fabrikam"))).isEqualTo(1);
        assertThat(bridge.err).contains("'Contoso Ltd'").contains("that of company 'contoso' already");
        assertThat(bridge.run(
                        "microsoft",
                        "connect",
                        "fabrikam",
                        "--callback",
                        callback("fabrikam"),
                        "--tenant",
                        "fabrikam.example"))
                .isEqualTo(1);
        assertThat(bridge.err).contains("'Contoso Ltd'").contains("is not fabrikam.example");

        stage.fabrikam().grantConsent(Set.of("User.Read.All", "Organization.Read.All"));
        stage.simulator.callbackNames(GraphStage.FABRIKAM);
        assertThat(bridge.run("microsoft", "connect", "contoso", "--callback", callback("contoso")))
                .isEqualTo(1);
        assertThat(bridge.err).contains("is tied to [" + GraphStage.CONTOSO + "]");
    }

    @Test
    void theTenantThatWasMeantWhenTheAddressWasMadeIsMeantWhenTheAnswerComes() {
        String callback = callback("fabrikam", "--tenant", "Fabrikam.example");
        assertThat(bridge.err)
                .contains("then run: microsoft connect fabrikam --tenant fabrikam.example --callback \"the address");

        // whoever was sent the address brings a tenant that has consented, and nobody says again which one was meant
        stage.contoso().grantConsent(Set.of("User.Read.All", "Organization.Read.All"));
        String other = callback.replaceFirst("tenant=[^&]+", "tenant=" + GraphStage.CONTOSO);
        assertThat(back("fabrikam", other)).isEqualTo(1);
        assertThat(bridge.err).contains("not signed by us", "counts with the same --tenant alone");
        assertThat(bridge.run("microsoft", "connect", "fabrikam", "--callback", other, "--tenant", "contoso.example"))
                .isEqualTo(1);
        isDone("microsoft", "status");
        assertThat(bridge.out).contains("no tenant is tied to a company");

        isDone("microsoft", "connect", "fabrikam", "--callback", callback, "--tenant", "fabrikam.EXAMPLE");
        assertThat(bridge.out).contains("proven: a token of tenant " + GraphStage.FABRIKAM);
    }

    @Test
    void whatCannotBeATimeOrAnAddressIsRefusedBeforeAnythingIsKept() {
        for (String time : List.of("5", "PT-1S", "PT2H", "\u001b")) {
            assertThat(bridge.run("microsoft", "connect", "contoso", "--admin", ADMIN, "--accept", "--timeout", time))
                    .isEqualTo(2);
            assertThat(bridge.err)
                    .contains("--timeout: ", "a time as ISO 8601 from PT0S to PT1H is, such as PT5M")
                    .doesNotContain("java.", "\u001b");
        }
        assertThat(bridge.out).doesNotContain("accepted by");
        assertThat(back("contoso", "no address")).isEqualTo(2);
        assertThat(bridge.err).contains("--callback: is no address; ").doesNotContain("java.");
    }

    @Test
    void missingPermissionsAreNamed() {
        stage.simulator.appPermissions(Set.of("User.Read.All", "Organization.Read.All"));
        assertThat(back("contoso", callback("contoso"))).as(bridge.err).isZero();
        assertThat(bridge.out).contains("permissions missing: AuditLog.Read.All, SecurityAlert.Read.All; add them");
    }

    @Test
    void anAttestationIsSaidTwiceAndEnrolsThoseWhoWereThere() {
        configure(AWAY, ", enrolment: ADMIN_ATTESTED", "");
        assertThat(bridge.run("microsoft", "connect", "contoso", "--admin", ADMIN, "--accept"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("--attest: is missing");
        assertThat(bridge.run("microsoft", "connect", "fabrikam", "--admin", ADMIN, "--accept", "--attest"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("--attest: the file does not say");

        assertThat(back("contoso", callback("contoso", "--attest")))
                .as(bridge.err)
                .isZero();
        isDone("microsoft", "sync", "--users");
        assertThat(bridge.out).contains("contoso: 1 user enrolled as the administrator attested");
        stage.contoso().addUser(Map.of("userPrincipalName", "new@contoso.example", "mobilePhone", "+1 206 555 0129"));
        isDone("microsoft", "sync", "--users");
        assertThat(bridge.out).as("who came later was not attested for").doesNotContain("enrolled");
    }

    @Test
    void anEnrolmentThatASyncDidNotComeToIsMadeByTheNext() {
        configure(AWAY, ", enrolment: ADMIN_ATTESTED", "");
        assertThat(back("contoso", callback("contoso", "--attest")))
                .as(bridge.err)
                .isZero();
        configure(AWAY, "", ""); // reads the users and enrols nobody, as one that is killed in between
        isDone("microsoft", "sync", "--users");
        assertThat(bridge.out).doesNotContain("enrolled");

        configure(AWAY, ", enrolment: ADMIN_ATTESTED", "");
        isDone("microsoft", "sync", "--users");
        assertThat(bridge.out).contains("contoso: 1 user enrolled as the administrator attested");
    }

    @Test
    void disconnectingForgetsUsersAndTiesAndTheFileIsNotFought() {
        assertThat(back("contoso", callback("contoso"))).as(bridge.err).isZero();
        isDone("microsoft", "sync", "--users");
        assertThat(bridge.out).contains("│ 2 ");

        isDone("microsoft", "disconnect", "contoso");
        assertThat(bridge.out).contains("2 users forgotten");
        isDone("microsoft", "status");
        assertThat(bridge.out).contains("no tenant is tied");
        assertThat(bridge.run("microsoft", "disconnect", "contoso")).isEqualTo(2);
        assertThat(bridge.err).contains("no tenant is tied to 'contoso'");

        configure(AWAY, ", tenant: " + GraphStage.CONTOSO, "");
        assertThat(bridge.run("microsoft", "disconnect", "contoso")).isEqualTo(1);
        assertThat(bridge.err).contains("tocsin.yaml: companies[contoso]", "take it out of the file first");
    }

    @Test
    void whatTheFileLacksIsToldByItsPlace() {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE) + stage.yaml(""));
        assertThat(bridge.run("microsoft", "connect", "contoso")).isEqualTo(2);
        assertThat(bridge.err).contains("microsoft.redirectUri: is missing");
        redirect(AWAY);
        assertThat(bridge.run("microsoft", "connect", "no'body\u001b")).isEqualTo(2);
        assertThat(bridge.err)
                .contains("there is no company 'no'body")
                .contains("fabrikam")
                .doesNotContain("\u001b");
        assertThat(bridge.run("microsoft")).isEqualTo(2);
        assertThat(bridge.err).contains("what is to be done is missing");
    }
}

package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.graph.SimCertificate;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.store.jdbc.RecurringRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code microsoft} with tenants that have consented, and what other commands say of them. */
class MicrosoftCommandTest {
    @TempDir
    Path directory;

    private final GraphStage stage = new GraphStage();
    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        configure("feeds: [ alerts ]"); // the logs may be asked five times in ten seconds
        stage.contoso().grantConsent(permissions());
        stage.fabrikam().grantConsent(permissions());
    }

    private static Set<String> permissions() {
        return Set.of("User.Read.All", "Organization.Read.All", "AuditLog.Read.All", "SecurityAlert.Read.All");
    }

    private void configure(String more) {
        bridge.configure(bridge.yaml(
                                "{ name: all, categories: { PROBLEMS: { groupBy: ASSET }, AZURE_AD_AUDIT: { groupBy:"
                                        + " COMPANY }, AZURE_AD_ERROR: { groupBy: COMPANY } } }",
                                Bridge.RULE)
                        .replace(
                                "rule: all } ]",
                                "rule: all, tenant: " + GraphStage.CONTOSO + " }, { id: fabrikam, name: Fab, tenant: "
                                        + GraphStage.FABRIKAM + " } ]")
                + stage.yaml(more));
    }

    @AfterEach
    void end() {
        bridge.close();
        stage.close();
    }

    private void isDone(String... args) {
        assertThat(bridge.run(args)).as(bridge.out + bridge.err).isZero();
    }

    private String row(String text) {
        return bridge.out
                .lines()
                .filter(line -> line.contains(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void usersAreListedWithMaskedPhonesAndWhatCannotBeRead() {
        isDone("microsoft", "users", "contoso");
        assertThat(row("Bo Berg")).contains("bo@contoso.example", "enabled", "+1•••••0120");
        assertThat(bridge.out).contains("2 users").doesNotContain("2065550120", "call me", "\u001b");
        assertThat(bridge.err).contains("mobilePhone: is not one phone number").doesNotContain("call me");

        isDone("microsoft", "users", "contoso", "--show-numbers", "--search", "bo");
        assertThat(bridge.out).contains("+12065550120", "1 user");
        isDone("microsoft", "users", "contoso", "--search", "O'Brien & \"S");
        assertThat(bridge.out).contains("obrien@contoso.example", "1 user");
        isDone("microsoft", "users", "contoso", "--page-size", "1");
        assertThat(bridge.out).contains("1 user; there are more: --all");
        isDone("microsoft", "users", "contoso", "--page-size", "1", "--all");
        assertThat(bridge.out).contains(": 2 users").doesNotContain("more");
    }

    @Test
    void aNameWithLinesStaysOnItsLine() {
        stage.contoso().editUser("bo@contoso.example", Map.of("displayName", "Bo\n│Eve│\u202e😀"));
        isDone("microsoft", "users", "contoso");
        assertThat(row("bo@contoso.example")).contains("Bo\\u000a│Eve│\\u202e😀", "+1•••••0120");
    }

    @Test
    void aStateIsShownToTheSecondAndATenantIsNamedOnce() {
        stage.fabrikam().revokeConsent();
        assertThat(bridge.run("microsoft", "sync", "--users")).isEqualTo(1);
        assertThat(bridge.err)
                .contains("fabrikam (" + GraphStage.FABRIKAM + "): users: no administrator")
                .doesNotContain("tenant " + GraphStage.FABRIKAM);
        isDone("microsoft", "status");
        assertThat(row("active")).containsPattern("\\d\\d:\\d\\d:\\d\\dZ").doesNotContainPattern(":\\d\\d\\.");
    }

    @Test
    void aLogThatRestsIsSaidToFailBeforeAndNotNow() {
        stage.fabrikam().revokeConsent();
        assertThat(bridge.run("microsoft", "sync", "fabrikam", "--events")).isEqualTo(1);
        assertThat(bridge.err).contains("security-alerts: no administrator");
        assertThat(bridge.run("microsoft", "sync", "fabrikam", "--events")).isEqualTo(1);
        assertThat(bridge.err)
                .containsPattern(
                        "security-alerts: rests until \\S+:\\d\\dZ, since the last reading failed: no administrator");
    }

    @Test
    void anAppWithACertificateNeedsNoSecret() {
        SimCertificate certificate = SimCertificate.selfSigned(
                "app", Instant.now().minusSeconds(60), Instant.now().plusSeconds(3_600));
        stage.simulator.removeSecrets();
        stage.simulator.addCertificate(certificate.certificate());
        bridge.file("app.pem", certificate.pem());
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE)
                + stage.yaml("").replaceFirst("clientSecret: .*", "certificateFile: app.pem"));
        isDone("microsoft", "users", "--own");
        assertThat(bridge.out).contains("Tina Technician");
    }

    @Test
    void usersOfTheOwnTenantShowWhoIsATechnician() {
        isDone("technicians", "import", "tina@msp.example");
        String id = row("Tina").replaceAll("│", " ").strip().split(" ")[0];
        isDone("microsoft", "users", "--own");
        assertThat(row("Tina")).contains(id);
        assertThat(row("Omar")).doesNotContain(id);
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(bridge.run("microsoft", "users")).isEqualTo(2);
        assertThat(bridge.err).contains("either COMPANY or --own is legal");
        assertThat(bridge.run("microsoft", "users", "contoso", "--own")).isEqualTo(2);
        assertThat(bridge.run("microsoft", "users", "contoso", "--page-size", "1000"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("--page-size: 1000 is not legal; 1 to 999 are");
        assertThat(bridge.run("microsoft", "sync", "nobody")).isEqualTo(2);
        assertThat(bridge.err).contains("COMPANY: there is no company 'nobody'; legal are [contoso, fabrikam]");
    }

    @Test
    void aSyncReadsUsersAndLogsAndThenOnlyWhatIsNew() {
        configure("feeds: [ sign-ins, alerts ]");
        stage.contoso().events().signIn("bo@contoso.example", 50_126, "Invalid username or password.");
        stage.contoso().events().alert("Malware", "high", "bo@contoso.example");

        isDone("microsoft", "sync");
        assertThat(row("contoso ")).contains(GraphStage.CONTOSO.substring(0, 8), " 2 ", " 0 ");
        assertThat(bridge.out)
                .contains("sign-ins 1", "fabrikam: sign-ins is off: ")
                .contains("2 tenants");
        stage.contoso().editUser("bo@contoso.example", Map.of("mobilePhone", "+1 206 555 0121"));
        stage.contoso().purgeUser("obrien@contoso.example");
        isDone("microsoft", "sync", "contoso");
        assertThat(row("contoso ")).contains("│ 0 ", "│ 1 ");
        assertThat(bridge.out).contains("sign-ins 0", "1 tenant");
        isDone("microsoft", "sync");
        assertThat(bridge.out).as("what a tenant has not bought is no fault").contains("sign-ins off");

        isDone("microsoft", "status");
        assertThat(bridge.out).contains("users", "sign-ins", "active", "off");
        isDone("microsoft", "sync", "--events", "contoso");
        assertThat(row("contoso ")).contains("│ - ");
        isDone("microsoft", "sync", "--users", "contoso");
        assertThat(bridge.out).doesNotContain("sign-ins");
    }

    @Test
    void oneTenantsFailureIsItsOwn() {
        stage.fabrikam().revokeConsent();
        assertThat(bridge.run("microsoft", "sync")).isEqualTo(1);
        assertThat(row("contoso ")).contains("│ 2 ");
        assertThat(bridge.err)
                .contains("fabrikam (" + GraphStage.FABRIKAM + "): users: ")
                .doesNotContain("contoso (");
        assertThat(bridge.run("microsoft", "status")).isZero();
        assertThat(bridge.out).contains("failing");
        assertThat(bridge.run("microsoft", "users", "fabrikam")).isEqualTo(1);
        assertThat(bridge.err).contains("no administrator of the tenant has let the app");
    }

    @Test
    void theTechniciansAreKeptInStepWithTheUsers() {
        isDone("technicians", "import", "--all");
        stage.own().enableUser("omar@msp.example", false);
        isDone("microsoft", "sync", "--users");
        assertThat(bridge.out).contains("technicians: 1 change, 2 unchanged");
    }

    @Test
    void licencesAreListed() {
        isDone("microsoft", "licences", "contoso");
        assertThat(bridge.out).contains("SPB", "25", "1 product");
        stage.contoso().revokeConsent();
        assertThat(bridge.run("microsoft", "licences", "contoso")).isEqualTo(1);
        assertThat(bridge.err).contains("contoso (" + GraphStage.CONTOSO + "): ");
    }

    @Test
    void explainSaysWhoTheUserIsAndHowToCall() {
        configure("feeds: [ sign-ins ]");
        String signIn = stage.contoso().events().signIn("bo@contoso.example", 50_126, "Invalid username or password.");
        String other = stage.contoso().events().signIn("obrien@contoso.example", 50_053, "Locked.");
        isDone("microsoft", "sync", "contoso");

        isDone("explain", signIn);
        assertThat(bridge.out).contains("user 'bo@contoso.example' is 'Bo Berg', +1•••••0120");
        isDone("explain", other);
        assertThat(bridge.out).contains("without a phone that could be read").doesNotContain("\u001b");
    }

    @Test
    void explainSaysThatNobodyIsKnownBeforeUsersWereRead() {
        configure("feeds: [ sign-ins ]");
        String signIn = stage.contoso().events().signIn("bo@contoso.example", 50_126, "Invalid username or password.");
        isDone("microsoft", "sync", "--events", "contoso");
        isDone("explain", signIn);
        assertThat(bridge.out).contains("is nobody whom the directory of the company has");
    }

    @Test
    void checkAsksEachTenantAndNamesWhatIsMissing() {
        stage.contoso().grantConsent(Set.of("User.Read.All", "Organization.Read.All"));
        stage.fabrikam().revokeConsent();
        assertThat(bridge.run("check")).isEqualTo(1);
        assertThat(bridge.out)
                .contains("microsoft, own tenant (" + GraphStage.OWN + "): ok, organisation 'Example IT'")
                .contains("microsoft, contoso (" + GraphStage.CONTOSO + "): ok")
                .contains("warning: the permission SecurityAlert.Read.All is missing")
                .contains("access: ok");
        assertThat(bridge.err)
                .contains("microsoft, fabrikam (" + GraphStage.FABRIKAM + "): no administrator")
                .contains("`microsoft connect fabrikam` asks for it");

        stage.simulator.removeSecrets();
        assertThat(bridge.run("check")).isEqualTo(2);
        assertThat(bridge.err.lines())
                .as("the same for all tenants is told once")
                .singleElement()
                .asString()
                .matches("tocsin.yaml:\\d+: microsoft.clientSecret: .*wrong or expired.*");
        assertThat(bridge.err).doesNotContain(stage.simulator.clientSecret());
    }

    @Test
    void aRunThatRecursKeepsUsersTechniciansAndLogsInStepWhileTheBridgeWorks() throws Exception {
        isDone("technicians", "import", "omar@msp.example");
        stage.own().enableUser("omar@msp.example", false);
        stage.contoso().events().alert("Malware", "high", "bo@contoso.example");
        stage.fabrikam().revokeConsent();
        configure("feeds: [ alerts ]\nevery: PT5M");
        FutureTask<Integer> running = new FutureTask<>(() -> bridge.run("run"));
        try (RecurringRuns runs = RecurringRuns.on(directory.resolve("store.db"), (connection, entity) -> {
                    throw new IllegalStateException("is run by the bridge");
                })
                .build()) {
            new Thread(running, "run").start();
            assertThat(bridge.waiting.await(30, TimeUnit.SECONDS)).isTrue();
            runs.runNow("microsoft");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> runs.list().get(0).lastSuccess() != null);
        }
        bridge.stop.countDown();

        assertThat(running.get(30, TimeUnit.SECONDS)).as(bridge.err).isZero();
        assertThat(bridge.err)
                .contains("recurring on microsoft: every PT5M")
                .contains("users: contoso (" + GraphStage.CONTOSO + "): 2 new, 0 changed, 0 gone, 1 phones")
                .contains("events: contoso (" + GraphStage.CONTOSO + "): security-alerts 1")
                .contains("users: 2 tenants, 1 problem")
                .doesNotContain("0 done", " retired", "0 new")
                .contains("users: fabrikam (" + GraphStage.FABRIKAM + "): users: ");
        assertThat(bridge.out).contains("technicians: 1 change");
        isDone("microsoft", "status");
        assertThat(row("security-alerts")).contains("active");
        isDone("technicians");
        assertThat(row("Omar")).contains("inactive", "disabled");

        configure("feeds: [ alerts ]");
        bridge.stop = new CountDownLatch(0);
        isDone("run");
        assertThat(bridge.err).doesNotContain("recurring on");
    }

    @Test
    void theSimulatorPrintsASectionThatWorks() throws Exception {
        FutureTask<Integer> running = new FutureTask<>(() -> bridge.run("simulator", "--microsoft"));
        new Thread(running, "simulator").start();
        assertThat(bridge.waiting.await(30, TimeUnit.SECONDS)).isTrue();
        bridge.stop.countDown();
        assertThat(running.get(30, TimeUnit.SECONDS)).as(bridge.err).isZero();

        bridge.configure(bridge.out);
        isDone("technicians");
        assertThat(bridge.run("microsoft", "connect", "contoso")).isEqualTo(1);
        assertThat(bridge.out).contains("Example IT alerts: security alerts to users of Microsoft 365");
    }

    @Test
    void aServiceInTroubleIsToldWithoutATrace() {
        stage.simulator.faults().next(9, Fault.garbageJson(), "GET", "/users");
        assertThat(bridge.run("microsoft", "users", "contoso")).isEqualTo(1);
        assertThat(bridge.err).doesNotContain("Exception", "\tat ");
    }
}

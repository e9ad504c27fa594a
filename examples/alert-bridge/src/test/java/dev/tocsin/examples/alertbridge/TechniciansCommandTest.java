package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code technicians} and its commands, against the simulated Microsoft 365. */
class TechniciansCommandTest {
    @TempDir
    Path directory;

    private final GraphStage stage = new GraphStage();
    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE) + stage.yaml(""));
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

    /** The id of the technician in whose row a text stands. */
    private String id(String text) {
        return row(text).replaceAll("[│|]", " ").strip().split(" ")[0];
    }

    @Test
    void aTechnicianIsAddedListedEditedAndRemoved() {
        isDone("technicians");
        assertThat(bridge.out).contains("0 technicians");

        isDone(
                "technicians",
                "add",
                "--name",
                "Ann Able",
                "--email",
                "ann@msp.example",
                "--phone",
                "206 555 0101",
                "--username",
                "ann",
                "--member",
                "jdoe");
        isDone("technicians", "list");
        assertThat(row("Ann Able")).contains("active", "by hand", "ann@msp.example", "+1•••••0101");
        assertThat(bridge.out).contains("jdoe (member)", "1 technician").doesNotContain("2065550101");
        isDone("technicians", "--show-numbers");
        assertThat(bridge.out).contains("+12065550101");
        String id = id("Ann Able");

        isDone("technicians", "edit", "ANN", "--add-phone", "+44 20 7946 0018 ext. 5", "--name", "Ann Baker");
        assertThat(bridge.out).contains("Ann Baker", "+1•••••0101", "+44•••••0018 ext. …");
        isDone("technicians", "edit", id, "--phone", "", "--member", "");
        assertThat(bridge.out).doesNotContain("+1", "(member)");

        isDone("technicians", "remove", id);
        assertThat(bridge.out).contains("'Ann Baker' is removed");
        assertThat(bridge.run("technicians", "remove", id)).isEqualTo(2);
        assertThat(bridge.err).contains("ID: no technician has the id or username");
    }

    @Test
    void aMemberIsLookedUpInConnectWise() {
        assertThat(bridge.run("technicians", "add", "--name", "Ann", "--username", "ann", "--member", "Nope"))
                .isEqualTo(2);
        assertThat(bridge.err)
                .contains("--member: ConnectWise (connectwise) has no member 'Nope'; the identifier of an active");
        isDone("technicians");
        assertThat(bridge.out).contains("0 technicians");

        isDone("technicians", "add", "--name", "Ann", "--username", "ann", "--member", "JDOE");
        assertThat(bridge.run("technicians", "edit", "ann", "--member", "Nope")).isEqualTo(2);
        bridge.simulator.close();
        isDone("technicians", "edit", "ann", "--member", "Other");
        assertThat(bridge.err).contains("warning: --member: 'Other' is taken without a look at connectwise: ");
    }

    @Test
    void checkNamesTheTechnicianWhoIsNoMember() {
        isDone("technicians", "add", "--name", "Jane", "--username", "jane", "--member", "jdoe");
        bridge.run("check");
        assertThat(bridge.out).containsPattern("technician T\\S+: ok, member jdoe");
        String whole = bridge.yaml(Bridge.BY_ASSET, Bridge.RULE) + stage.yaml("");
        bridge.configure(whole.replaceFirst("(?s)connectwise:.*?store:", "store:")
                .replaceAll("(?m)^(companies|rules|eventSets):.*\n", ""));
        isDone("technicians", "edit", "jane", "--member", "Nope");
        bridge.configure(whole);
        bridge.run("check");
        assertThat(bridge.out)
                .containsPattern("warning: ConnectWise \\(connectwise\\) has no member 'Nope', so that what 'Jane'"
                        + " acknowledges gets no owner there; `technicians edit T\\S+ --member` changes it");
    }

    @Test
    void allFaultsOfADraftAreToldAtOnce() {
        isDone("technicians", "add", "--name", "Ann", "--username", "ann");
        assertThat(bridge.run(
                        "technicians",
                        "add",
                        "--name",
                        " ",
                        "--email",
                        "nobody",
                        "--phone",
                        "12",
                        "--phone",
                        "+1 206",
                        "--username",
                        "Ann"))
                .isEqualTo(2);

        assertThat(bridge.err.lines())
                .hasSize(5)
                .noneMatch(line -> line.endsWith(")"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("--name: "),
                        line -> assertThat(line).startsWith("--email: "),
                        line -> assertThat(line).startsWith("--phone 1: "),
                        line -> assertThat(line).startsWith("--phone 2: "),
                        line -> assertThat(line).startsWith("--username: 'Ann' belongs to Ann"));
        isDone("technicians");
        assertThat(bridge.out).contains("1 technician");
    }

    @Test
    void aFaultOfAnEditIsAtTheOptionThatWasTypedAndNotAtWhatStoodThere() {
        isDone(
                "technicians",
                "add",
                "--name",
                "Ann",
                "--username",
                "ann",
                "--phone",
                "206 555 0101",
                "--member",
                "bsmith");
        assertThat(bridge.run(
                        "technicians",
                        "edit",
                        "ann",
                        "--add-phone",
                        "206 555 0102",
                        "--add-phone",
                        "206 555 0101",
                        "--add-username",
                        "a\nb",
                        "--member",
                        "\u0001"))
                .isEqualTo(2);
        assertThat(bridge.err.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("--add-phone 2: is the same as phones[0] as it was before; "),
                        line -> assertThat(line).startsWith("--add-username: "),
                        line -> assertThat(line).startsWith("--member: "));
        assertThat(bridge.err).doesNotContain("555", "0101");

        assertThat(bridge.run("technicians", "edit", "ann")).isEqualTo(2);
        assertThat(bridge.err).contains("what is to be changed is missing", "Usage: alert-bridge technicians edit");
        assertThat(bridge.run("technicians", "edit", "nobody", "--name", "x")).isEqualTo(2);
        assertThat(bridge.err.lines())
                .containsExactly("ID: no technician has the id or username 'nobody'; `technicians list` shows those"
                        + " that are legal");
    }

    @Test
    void usersOfTheOwnTenantAreImportedOnceAndShownBefore() {
        isDone("technicians", "import", "tina@msp.example", "--dry-run");
        assertThat(bridge.out).contains("Tina Technician", "new, active", "dry run, nothing was written; 1 added");
        isDone("technicians");
        assertThat(bridge.out).contains("0 technicians");

        isDone("technicians", "import", "tina@msp.example", "OMAR@msp.example");
        assertThat(bridge.out).contains("Tina Technician", "Omar Operator", "+1•••••0110", "2 added, 0 changed");
        isDone("technicians", "import", "tina@msp.example");
        assertThat(bridge.out).contains("0 added, 0 changed, 1 unchanged");

        assertThat(bridge.run("technicians", "import", "tina@msp.example", "ghost@msp.example"))
                .isEqualTo(1);
        assertThat(bridge.err).contains("'ghost@msp.example': not imported: ");
        assertThat(bridge.run("technicians", "import", "ghost@msp.example", "TINA@msp.example", "--dry-run"))
                .isEqualTo(1);
        assertThat(bridge.err.lines())
                .containsExactly("USER: the directory has no user with the id or principal name 'ghost@msp.example'");
    }

    @Test
    void aSearchOrAllLeaveDisabledAccountsOut() {
        stage.own().enableUser("old@msp.example", false);
        isDone("technicians", "import", "--search", "o");
        assertThat(bridge.out).contains("Omar Operator", "1 added").doesNotContain("Olga");
        isDone("technicians", "import", "--all", "--dry-run");
        assertThat(bridge.out)
                .contains("Tina", "1 added, 0 changed, 1 unchanged")
                .doesNotContain("Olga");
        isDone("technicians", "import", "old@msp.example");
        assertThat(bridge.out).contains("new, inactive");
    }

    @Test
    void aRefreshFollowsTheDirectoryButNotOverAPersonsStatus() {
        isDone("technicians", "import", "--all");
        isDone("technicians", "status", "omar@msp.example", "on-leave");
        assertThat(bridge.out).contains("on leave, set");
        stage.own().enableUser("tina@msp.example", false);
        stage.own().editUser("omar@msp.example", Map.of("mobilePhone", "+1 206 555 0199"));
        stage.own().deleteUser("old@msp.example");

        isDone("technicians", "refresh");
        assertThat(bridge.out).contains("0 added, 3 changed", "deactivated", "numbers changed");
        isDone("technicians");
        assertThat(row("Tina")).contains("inactive", "disabled");
        assertThat(row("Omar")).contains("on leave, set", "+1•••••0199");
        assertThat(row("Olga")).contains("inactive", "gone");

        isDone("technicians", "status", "omar@msp.example", "release");
        assertThat(bridge.out).contains("active").doesNotContain("set");
        isDone("technicians", "refresh");
        assertThat(bridge.out).contains("0 added, 0 changed");
        assertThat(bridge.run("technicians", "status", "omar@msp.example", "asleep"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("STATUS: 'asleep' is not legal; active, on-leave, inactive and release are");
    }

    @Test
    void whatLacksInTheFileOrTheTenantIsSaidInWords() {
        stage.own().revokeConsent();
        assertThat(bridge.run("technicians", "import", "--all")).isEqualTo(1);
        assertThat(bridge.err).contains(GraphStage.OWN).doesNotContain(stage.simulator.clientSecret());

        bridge.configure(
                bridge.yaml(Bridge.BY_ASSET, Bridge.RULE) + stage.yaml("").replaceFirst("(?m)^  tenant: .*\n", ""));
        assertThat(bridge.run("technicians", "import", "--all")).isEqualTo(2);
        assertThat(bridge.err).contains("tocsin.yaml:").contains("microsoft.tenant: is missing; the id of your own");

        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE));
        assertThat(bridge.run("technicians", "import", "--all")).isEqualTo(2);
        assertThat(bridge.err).contains("microsoft: is missing; the section with the app's id is needed");
        assertThat(bridge.run("technicians", "add", "--name", "Ann", "--phone", "206 555 0101"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("--phone: ").contains("no region is known");
        isDone("technicians", "add", "--name", "Ann", "--phone", "+1 206 555 0101");

        assertThat(bridge.run("technicians", "import", "x", "--all")).isEqualTo(2);
        assertThat(bridge.run("technicians", "import")).isEqualTo(2);
        assertThat(bridge.err)
                .contains("exactly one of USER…, --search TEXT and --all is legal")
                .contains("Usage: alert-bridge technicians import");
    }

    @Test
    void anAwfulNameIsShownOnItsLineAndObeyedByNothing() {
        stage.own().editUser("omar@msp.example", Map.of("displayName", "O'Brien & \"Söhne\" <b>%s</b>"));
        stage.own().editUser("old@msp.example", Map.of("displayName", GraphStage.AWFUL));
        isDone("technicians", "import", "--all");
        assertThat(bridge.out)
                .contains("O'Brien & \"Söhne\" <b>%s</b>", "old@msp.example", "name not taken: ")
                .doesNotContain("\u001b");
        isDone("technicians", "list");
        assertThat(bridge.out).contains("O'Brien").doesNotContain("\u001b");
        isDone("technicians", "import", "--search", "O'Brien & \"S");
        assertThat(bridge.out).contains("0 added, 0 changed, 2 unchanged");
    }
}

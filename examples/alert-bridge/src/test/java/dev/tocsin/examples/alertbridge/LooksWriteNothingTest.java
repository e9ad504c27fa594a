package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.connectwise.SimTicket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that say that they only look leave the store as it is, to the byte, and make none. */
class LooksWriteNothingTest {
    private static final String PROFILE = """
            profiles:
              - { id: servers, type: Managed Server, activeStatus: Active, retiredStatus: Inactive, fields: { osType: OPERATING_SYSTEM } }
            """;
    private static final List<String> DRY_RUN =
            List.of("sync", "configurations", "--dry-run", "--input", "assets.jsonl");
    private static final List<String> CHECK = List.of("check");
    private static final List<List<String>> LOOKS = List.of(
            DRY_RUN,
            List.of("companies"),
            List.of("companies", "report"),
            List.of("companies", "generate", "--dry-run"),
            List.of("sync", "types"),
            List.of("sync", "status"),
            List.of("tickets"),
            List.of("dead-letters"),
            List.of("microsoft", "status"),
            List.of("microsoft", "users", "contoso"),
            List.of("microsoft", "users", "--own"),
            List.of("microsoft", "licences", "contoso"),
            List.of("technicians"),
            List.of("technicians", "list"),
            List.of("technicians", "import", "--all", "--dry-run"),
            List.of("oncall"),
            List.of("oncall", "--days", "3"),
            List.of("consent", "list"),
            List.of("notify", "list"),
            List.of("notify", "audit"),
            List.of("consent", "export"),
            CHECK);

    @TempDir
    Path directory;

    private final GraphStage stage = new GraphStage();
    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        maps("Contoso");
        stage.contoso().grantConsent(java.util.Set.of("User.Read.All", "Organization.Read.All"));
        bridge.file("assets.jsonl", """
                {"id":"agent-1","company":"contoso","name":"SRV-1","deviceIdentifier":"dev-1","operatingSystem":"Debian 12"}
                """);
    }

    @AfterEach
    void end() {
        bridge.close();
        stage.close();
    }

    /** The file maps the company to that of ConnectWise from now on. */
    private void maps(String psaCompany) {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE)
                        .replace("connectwise: Contoso,", "connectwise: " + psaCompany + ",")
                        .replace(
                                "rule: all } ]",
                                "rule: all, syncConfigurations: true, tenant: " + GraphStage.CONTOSO + " } ]")
                + PROFILE
                + stage.yaml(""));
    }

    private int run(List<String> args) {
        return bridge.run(args.toArray(String[]::new));
    }

    private byte[] store() {
        try {
            return Files.readAllBytes(directory.resolve("store.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(one -> one.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noneMakesAStore() {
        for (List<String> look : LOOKS) {
            assertThat(run(look)).as("%s: %s", look, bridge.err).isLessThan(2);
            assertThat(files()).as(look.toString()).containsExactly("assets.jsonl", "tocsin.yaml");
        }
        run(DRY_RUN);
        assertThat(bridge.out).contains("create 'SRV-1' for asset 'agent-1' at company 'Contoso'");
    }

    @Test
    void noneMakesTheStoreInItsUsualPlace() {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE).replaceFirst("store: .*\\n", ""));
        assertThat(bridge.run("companies")).isZero();
        assertThat(bridge.run("sync", "status")).isZero();
        assertThat(bridge.out).contains("no run yet");
        assertThat(files()).containsExactly("assets.jsonl", "tocsin.yaml");
    }

    @Test
    void noneChangesAByteOfTheStoreThoughTheFileSaysSomethingElse() {
        assertThat(bridge.run("sync", "configurations", "--input", "assets.jsonl"))
                .isZero();
        byte[] before = store();
        long writes = bridge.writes();
        maps("Fabrikam");
        for (List<String> look : LOOKS) {
            assertThat(run(look)).as("%s: %s", look, bridge.err).isLessThan(2);
            assertThat(store()).as(look.toString()).isEqualTo(before);
            if (!look.equals(CHECK)) { // which finds rights out by requests that are refused
                assertThat(bridge.writes()).as(look.toString()).isEqualTo(writes);
            }
        }
    }

    @Test
    void aDryRunKnowsWhatIsLinkedAndLooksAsIfTheFileWereInForce() {
        assertThat(bridge.run("sync", "configurations", "--input", "assets.jsonl"))
                .isZero();
        assertThat(run(DRY_RUN)).isZero();
        assertThat(bridge.out).contains("1 of 1 done: 0 created, 0 changed, 0 retired, 1 unchanged");

        maps("Fabrikam");
        assertThat(run(DRY_RUN)).isZero();
        assertThat(bridge.out).contains("create 'SRV-1' for asset 'agent-1' at company 'Fabrikam'");
        assertThat(bridge.run("companies")).isZero();
        assertThat(bridge.out.lines().filter(line -> line.contains("Fabrikam, Inc.")))
                .singleElement()
                .asString()
                .contains("contoso");
    }

    @Test
    void aMappingThatTheFileChangesLetsGoOfNoTicketInADryRun() {
        List<String> ingest = List.of("ingest", "--once", "--company", "contoso", "scan.nessus");
        bridge.file("scan.nessus", new Scan().host("SRV-1", 1).xml());
        assertThat(run(ingest)).as(bridge.out + bridge.err).isZero();
        SimTicket ticket = bridge.openTickets().get(0);
        maps("Fabrikam");
        assertThat(run(DRY_RUN)).isZero();
        assertThat(bridge.run("companies", "report")).isLessThan(2);
        assertThat(bridge.run("companies", "generate", "--dry-run")).isZero();

        maps("Contoso");
        assertThat(run(ingest)).isZero();
        assertThat(bridge.openTickets()).extracting(SimTicket::id).containsExactly(ticket.id());
        bridge.run("explain", "finding:srv-1:1:443:tcp");
        assertThat(bridge.out).contains("#" + ticket.id()).doesNotContain("left to people");
    }

    @Test
    void whatAPersonUnmappedStaysUnmappedInADryRun() {
        assertThat(bridge.run("companies", "unmap", "contoso")).isZero();
        assertThat(run(DRY_RUN)).isZero();
        assertThat(bridge.out).doesNotContain("create 'SRV-1'").contains("not mapped");
    }
}

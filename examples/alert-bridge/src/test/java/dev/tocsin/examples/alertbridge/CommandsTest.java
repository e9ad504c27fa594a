package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that show, check and keep working. */
class CommandsTest {
    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        bridge.file(
                "scan.nessus", new Scan().host("ALFA", 1, 2).host("BRAVO", 3).xml());
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    private void ingest() {
        assertThat(bridge.run("ingest", "--once", "--company", "contoso", "scan.nessus"))
                .as(bridge.err)
                .isZero();
    }

    @Test
    void theDemoTellsTheWholeStoryWithin120Columns() {
        assertThat(bridge.run("demo")).as(bridge.err).isZero();

        assertThat(bridge.out.lines().mapToInt(String::length)).allMatch(width -> width <= 120);
        assertThat(bridge.out)
                .contains("Act one", "Act two", "parked", "unknown-co", "ignored", "unusable", "answered", ">Closed")
                .contains("FILES01", "PC7", "Contoso", "Fabrikam", "Resolved:", "Seen again:");
        assertThat(bridge.out)
                .contains("Act three", "Acknowledged by Tina Technician by SMS", "Closed by Tina Technician by SMS")
                .contains("nobody agreed to SMS", "+1•••••0110 opted", "│ tina ")
                .doesNotContain("+12065550110");
        assertThat(bridge.err).contains("events.jsonl:11: category").doesNotContain("\tat ");
    }

    @Test
    void theDemoKeepsItsFilesIfAsked() {
        assertThat(bridge.run("demo", "--keep")).isZero();

        Matcher kept = Pattern.compile("Kept: (\\S+) ").matcher(bridge.out);
        assertThat(kept.find()).isTrue();
        assertThat(Path.of(kept.group(1)).resolve("tocsin.db")).exists();
        assertThat(Path.of(kept.group(1)).resolve("tocsin.yaml")).exists();
    }

    @Test
    void ticketsShowsTheGroups() {
        ingest();

        assertThat(bridge.run("tickets")).isZero();

        assertThat(bridge.out).contains("#10001", "OPEN", "Contoso Ltd", "Problems, ASSET ALFA", "2 groups");
        assertThat(bridge.out.lines().mapToInt(String::length)).allMatch(width -> width <= 120);
    }

    @Test
    void explainTellsTheStoredPathByTheSourcesIdAndByTheEventsOwn() {
        ingest();

        assertThat(bridge.run("explain", "finding:alfa:1:443:tcp"))
                .as(bridge.err)
                .isZero();
        assertThat(bridge.out)
                .contains("company 'contoso' (Contoso Ltd)", "mapping to 'Contoso' on connection")
                .contains("ACCEPTED", "├─ rule 'all', event set 'all'", "ASSET ALFA", "OPEN", "└─ ticket #")
                .contains("create the ticket, reference X1-");
        String id = bridge.out.split("\\s+")[1];

        assertThat(bridge.run("explain", id)).isZero();
        assertThat(bridge.out).contains(id);
        assertThat(bridge.run("explain", "nothing-of-the-kind")).isEqualTo(1);
    }

    @Test
    void explainTellsTermByTermWhyAnEventWasNotSelected() {
        bridge.configure(bridge.yaml(
                Bridge.BY_ASSET.replace(
                        "groupBy: ASSET", "groupBy: ASSET, when: { not: { contains: { field: asset, value: lf } } }"),
                Bridge.RULE));
        ingest();

        assertThat(bridge.run("explain", "finding:alfa:1:443:tcp"))
                .as(bridge.err)
                .isZero();
        assertThat(bridge.out)
                .contains("IGNORED", "; the condition of event set 'all' does not hold")
                .contains("│  └─ no  event set 'all': 2 of 3 hold")
                .contains("│     no    not: it holds", "│     yes     asset contains 'lf': is 'ALFA'")
                .contains("└─ stops here: no event set of company 'contoso' selects");
    }

    @Test
    void explainTellsThatAStormTicketStandsForAGroup() {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE)
                .replace("groupWait: PT0S", "groupWait: PT0S, storm: { openTickets: 1 }"));
        ingest();

        StringBuilder both = new StringBuilder();
        for (String host : List.of("alfa:1", "bravo:3")) {
            assertThat(bridge.run("explain", "finding:" + host + ":443:tcp"))
                    .as(bridge.err)
                    .isZero();
            both.append(bridge.out);
        }
        assertThat(both.toString())
                .containsOnlyOnce("storm protection: the storm ticket #")
                .contains("stands for it: company 'contoso' has 1 open tickets");
    }

    @Test
    void checkFindsTheNamesOfASoundConfigurationAndWritesNothing() {
        assertThat(bridge.run("check")).as(bridge.err).isZero();

        assertThat(bridge.out).contains("access: ok", "rule all: ok", "company contoso: ok");
        assertThat(bridge.simulator.requests().all())
                .as("the rights are found out by requests that the server refuses")
                .filteredOn(request -> !request.method().equals("GET"))
                .allMatch(request -> request.status() >= 400);
    }

    @Test
    void checkNamesACompanyThatConnectWiseDoesNotHave() {
        bridge.configure(
                bridge.yaml(Bridge.BY_ASSET, Bridge.RULE).replace("connectwise: Contoso", "connectwise: Nope"));

        assertThat(bridge.run("check")).isEqualTo(2);

        assertThat(bridge.err).contains("tocsin.yaml:8: companies[contoso].connectwise: ", "'Nope'");
    }

    @Test
    void runWorksOnWhatWasTakenInUntilItIsStopped() throws Exception {
        String yaml = bridge.yaml(Bridge.BY_ASSET, Bridge.RULE);
        bridge.configure(yaml.substring(yaml.indexOf("store:")));
        ingest();
        bridge.configure(yaml);

        // On a thread of its own: the JDK's HTTP client answers through the common pool, which must not be blocked.
        FutureTask<Integer> running = new FutureTask<>(() -> bridge.run("run"));
        new Thread(running, "run").start();
        assertThat(bridge.waiting.await(60, TimeUnit.SECONDS)).isTrue();
        org.awaitility.Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> bridge.simulator.tickets().size() == 2);
        bridge.stop.countDown();

        assertThat(running.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(bridge.err).contains("ending");
    }

    @Test
    void usageFaultsAreTwo() {
        assertThat(bridge.run()).isEqualTo(2);
        assertThat(bridge.run("ingest")).isEqualTo(2);
        assertThat(bridge.run("ingest", "absent.nessus")).isEqualTo(2);
        assertThat(bridge.run("ingest", "--format", "csv", "-")).isEqualTo(2);
        assertThat(bridge.err).contains("'csv' is not one of nessus, entra, graph-alerts, windows, jsonl");
        assertThat(bridge.run("tickets", "--config", "absent.yaml")).isEqualTo(2);
        assertThat(bridge.err).contains("absent.yaml: does not exist");
        assertThat(bridge.run("--help")).isZero();
        assertThat(bridge.out).contains("oncall", "consent");
    }

    @Test
    void theStoreDefaultsToTheDirectoryBesideTheConfiguration() {
        bridge.configure("companies: [ { id: contoso } ]\n");

        assertThat(bridge.run("tickets")).as(bridge.err).isZero();
        assertThat(directory.resolve("tocsin-data")).as("made by a look").doesNotExist();

        bridge.file("none.jsonl", "");
        assertThat(bridge.run("ingest", "--once", "--format", "jsonl", "none.jsonl"))
                .as(bridge.err)
                .isZero();
        assertThat(directory.resolve("tocsin-data/tocsin.db")).exists();
    }

    @Test
    void aPersonsChangeInTheStoreIsNotOverwritten() {
        ingest();
        var store = dev.tocsin.store.jdbc.JdbcStore.sqlite(directory.resolve("store.db"));
        try (store;
                dev.tocsin.core.Tocsin tocsin =
                        dev.tocsin.core.Tocsin.builder().store(store).build()) {
            tocsin.configuration()
                    .save(new dev.tocsin.core.company.Company(
                            dev.tocsin.core.base.MspId.SINGLE, "contoso", "Renamed by Ines"));
        }
        ingest();

        bridge.run("tickets");
        assertThat(bridge.out).contains("Renamed by");
    }
}

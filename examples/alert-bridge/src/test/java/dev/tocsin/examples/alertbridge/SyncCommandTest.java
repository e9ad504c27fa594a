package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncSchedule;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.RequestMatch;
import dev.tocsin.store.jdbc.RecurringRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sync} and its commands, against the simulated server. */
class SyncCommandTest {
    private static final String PROFILE = """
            profiles:
              - id: servers
                type: Managed Server
                activeStatus: Active
                retiredStatus: Inactive
                fields: { osType: OPERATING_SYSTEM, ipAddress: ADDRESS }
                questions:
                  - { text: Agent Version, answer: Text, from: "attribute:agent" }
                  - { text: Disk Encrypted, answer: Checkbox, from: "attribute:encrypted" }
                  - { text: Asset id, answer: Text, from: ID, create: true }
            """;

    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        configure("quarantine: PT2.5S");
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    private void configure(String settings) {
        bridge.configure(bridge.yaml(
                                Bridge.BY_ASSET.replace(
                                        "PROBLEMS: {",
                                        "SYSTEM_CHANGES: { groupBy: ASSET, minSeverity: INFO }, PROBLEMS: {"),
                                Bridge.RULE)
                        .replace("rule: all } ]", "rule: all, syncConfigurations: true }, { id: fab, name: Fab } ]")
                        .replace("groupWait: PT0S", "groupWait: PT0S, " + settings)
                + PROFILE);
    }

    private static String asset(int number, String os) {
        return """
                {"id":"agent-%d","company":"contoso","name":"SRV-%03d","deviceIdentifier":"dev-%d","serialNumber":"SN%05d",\
                "operatingSystem":"%s","addresses":["192.0.2.%d"],"attributes":{"agent":"1.%d","encrypted":true}}
                """.formatted(number, number, number, 10_000 + number, os, number % 250, number);
    }

    private void assets(int count, String os) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, count).forEach(number -> lines.append(asset(number, os)));
        bridge.file("assets.jsonl", lines.toString());
    }

    private int sync(String... more) {
        List<String> args = new ArrayList<>(List.of("sync", "configurations", "--input", "assets.jsonl"));
        args.addAll(List.of(more));
        return bridge.run(args.toArray(String[]::new));
    }

    private void syncs(String... more) {
        assertThat(sync(more)).as(bridge.out + bridge.err).isZero();
    }

    @Test
    void theFirstRunMakesTheConfigurationsAndTheSecondWritesNothing() {
        assets(12, "Debian 12");

        syncs();

        assertThat(bridge.out).contains("connectwise: completed", "12 of 12 done: 12 created");
        assertThat(bridge.held("/company/configurations")).hasSize(12).first().satisfies(one -> {
            assertThat(one.path("type").path("name").asText()).isEqualTo("Managed Server");
            assertThat(one.path("company").path("identifier").asText()).isEqualTo("Contoso");
            assertThat(one.path("osType").asText()).isEqualTo("Debian 12");
            int number = Integer.parseInt(one.path("name").asText().substring(4));
            assertThat(answers(one))
                    .contains("Agent Version=1." + number, "Disk Encrypted=true", "Asset id=agent-" + number);
        });
        long writes = bridge.writes();
        syncs();
        assertThat(bridge.out).contains("12 of 12 done: 0 created, 0 changed, 0 retired, 12 unchanged");
        assertThat(bridge.writes()).isEqualTo(writes);
    }

    private static List<String> answers(JsonNode configuration) {
        List<String> answers = new ArrayList<>();
        configuration
                .path("questions")
                .forEach(one -> answers.add(
                        one.path("question").asText() + "=" + one.path("answer").asText()));
        return answers;
    }

    @Test
    void aDryRunPrintsTheDifferencesAndWritesNothing() {
        assets(2, "Debian 12");
        syncs();
        long writes = bridge.writes();
        bridge.file("assets.jsonl", asset(0, "Debian 13") + asset(1, "Debian 12") + asset(2, "Debian 13"));

        syncs("--dry-run");

        assertThat(bridge.out)
                .contains("change configuration ", "'SRV-000'", "fields[osType]", "Debian 12", "Debian 13")
                .contains("create 'SRV-002' for asset 'agent-2'")
                .doesNotContain("SRV-001")
                .contains("dry run, nothing was written; connectwise: completed");
        assertThat(bridge.writes()).isEqualTo(writes);
        assertThat(bridge.configurations()).containsExactly("SRV-000", "SRV-001");
        syncs();
        assertThat(bridge.writes()).as("one change, one create").isEqualTo(writes + 2);
    }

    @Test
    void theGuardAsksBeforeAMassChangeAndLetsItIfTold() {
        assets(30, "Debian 12");
        syncs();
        long writes = bridge.writes();
        assets(30, "Debian 13");

        assertThat(sync("--dry-run")).isEqualTo(3);
        assertThat(bridge.writes()).isEqualTo(writes);
        assertThat(sync()).isEqualTo(3);
        assertThat(bridge.out)
                .contains("connectwise: stopped, and asks: the run would change or retire more than 20 of 30");
        assertThat(bridge.err).contains("--allow-mass-change");
        assertThat(bridge.writes() - writes).isLessThanOrEqualTo(20);
        syncs("--allow-mass-change");
        assertThat(bridge.held("/company/configurations"))
                .extracting(one -> one.path("osType").asText())
                .containsOnly("Debian 13");
    }

    @Test
    void whatIsNoLongerListedIsRetiredOnlyIfTheFilesAreSaidToBeAllThereIs() {
        assets(3, "Debian 12");
        syncs();
        assets(2, "Debian 12");

        syncs();
        assertThat(statuses()).containsExactly("Active", "Active", "Active");
        bridge.file("assets.jsonl", asset(0, "Debian 12") + asset(1, "Debian 12") + "{\"id\":\"broken\"}\n");
        assertThat(sync("--retire-missing"))
                .as("a line that cannot be used may be the one that is missing")
                .isEqualTo(1);
        assertThat(bridge.err).contains("assets.jsonl:3: ");
        assertThat(statuses()).containsExactly("Active", "Active", "Active");
        assets(2, "Debian 12");
        syncs("--retire-missing", "--company", "contoso");
        assertThat(statuses()).as("one company says nothing of others").containsExactly("Active", "Active", "Active");

        syncs("--retire-missing");
        assertThat(bridge.out).contains("1 retired");
        assertThat(statuses()).containsExactly("Active", "Active", "Inactive");
    }

    private List<String> statuses() {
        return bridge.held("/company/configurations").stream()
                .map(one -> one.path("status").path("name").asText())
                .sorted()
                .toList();
    }

    @Test
    void truncatedAndHostileFilesAreRefusedBeforeAnythingIsWritten() {
        String whole = new Scan().host("ALFA", 1).host("BRAVO", 2).xml();
        bridge.file("cut.nessus", whole.substring(0, whole.indexOf("BRAVO") + 20));
        bridge.file("bomb.nessus", "<!DOCTYPE x [<!ENTITY a \"b\">]>" + whole);
        bridge.file("noise.bin", "\u0000\u0001 nothing");

        for (String file : List.of("cut.nessus", "bomb.nessus")) {
            assertThat(bridge.run("sync", "configurations", "--input", file, "--company", "contoso"))
                    .isEqualTo(1);
            assertThat(bridge.err).contains(file + ":", "nothing was written").doesNotContain("\tat ");
        }
        assertThat(bridge.run("sync", "configurations", "--input", "noise.bin")).isEqualTo(2);
        assertThat(bridge.err).contains("noise.bin: looks like no inventory");
        assertThat(bridge.run("sync", "configurations", "--input", "absent")).isEqualTo(2);
        assertThat(bridge.run("sync", "configurations", "--input", "-")).isEqualTo(2);
        assertThat(bridge.writes()).isZero();
    }

    @Test
    void aScanBecomesConfigurationsAndItsTicketsFindThem() {
        bridge.file("scan.nessus", new Scan().host("ALFA", 1).host("BRAVO", 2).xml());

        assertThat(bridge.run("sync", "configurations", "--input", "scan.nessus", "--company", "contoso"))
                .as(bridge.out + bridge.err)
                .isZero();
        assertThat(bridge.configurations()).containsExactly("ALFA", "BRAVO");
        assertThat(bridge.run("ingest", "--once", "--company", "contoso", "scan.nessus"))
                .as(bridge.err)
                .isZero();

        assertThat(bridge.openTickets())
                .hasSize(2)
                .allSatisfy(ticket -> assertThat(bridge.held("/service/tickets/" + ticket.id() + "/configurations"))
                        .hasSize(1));
    }

    @Test
    void assetsOfCompaniesThatAreNotKeptInStepAreToldAndLeftAlone() {
        bridge.file(
                "assets.jsonl",
                asset(0, "Debian 12")
                        + asset(1, "Debian 12").replace("contoso", "fab")
                        + asset(2, "Debian 12").replace("contoso", "nobody"));

        syncs();

        assertThat(bridge.out).contains("1 created", "2 skipped", "  'fab': ", "  'nobody': ");
        syncs("--company", "fab");
        assertThat(bridge.out).contains("left out: 2 times asset of another company");
        assertThat(bridge.configurations()).containsExactly("SRV-000");
    }

    @Test
    void anAssetThatCannotBeWrittenIsAProblemAndItsNeighboursAreDone() {
        bridge.file(
                "assets.jsonl",
                asset(0, "Debian 12")
                        + asset(1, "Debian 12").replace("\"encrypted\":true", "\"encrypted\":\"perhaps\"")
                        + asset(2, "Debian 12"));

        assertThat(sync()).isEqualTo(1);

        assertThat(bridge.out).contains("2 created", "1 invalid", "agent-1", "questions[Disk Encrypted]", "'perhaps'");
        assertThat(bridge.configurations()).containsExactly("SRV-000", "SRV-002");
    }

    @Test
    void anIdOfASourceForgesNoLineOfTheReport() {
        bridge.file(
                "assets.jsonl",
                asset(1, "Debian 12")
                        .replace("\"agent-1\"", "\"x\\nconnectwise: completed; 0 failed\\u001b[2J\"")
                        .replace("\"encrypted\":true", "\"encrypted\":\"perhaps\""));

        assertThat(sync()).isEqualTo(1);

        assertThat(bridge.out)
                .contains("  'x\\u000aconnectwise: completed; 0 failed\\u001b[2J': it cannot be written")
                .doesNotContain("\u001b");
        assertThat(bridge.out.lines().filter(line -> line.startsWith("connectwise:")))
                .hasSize(1);
    }

    @Test
    void readAllFindsAConfigurationThatSomebodyDeletedAndMakesItAgain() {
        assets(3, "Debian 12");
        syncs();
        bridge.delete("/company/configurations/"
                + bridge.held("/company/configurations").get(0).path("id").asText());
        syncs();
        assertThat(bridge.configurations()).as("nothing tells of it").hasSize(2);

        syncs("--read-all");

        assertThat(bridge.out).contains("3 of 3 done: 1 created, 0 changed, 0 retired, 2 unchanged");
        assertThat(bridge.configurations()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aProfileThatCannotWorkIsRefusedWithAllItsFaults() {
        assets(1, "Debian 12");
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE)
                + PROFILE.replace("Agent Version", "Agent Edition").replace("osType:", "osKind:"));

        assertThat(sync()).isEqualTo(2);
        assertThat(bridge.err).contains("Agent Edition", "osKind");
        assertThat(bridge.run("check")).isEqualTo(2);
        assertThat(bridge.err)
                .contains("profiles[servers].questions[Agent Edition]: ", "profiles[servers].fields[osKind]: ")
                .contains("tocsin.yaml:1");
        assertThat(sync("--profile", "other")).isEqualTo(2);
        assertThat(bridge.err).contains("--profile: there is none of the id 'other'; legal are [servers]");
        assertThat(bridge.configurations()).isEmpty();
    }

    @Test
    void checkShowsTheRightsAndWhatTheProfileWouldMake() {
        assertThat(bridge.run("check")).as(bridge.err).isZero();

        assertThat(bridge.out)
                .contains("access: ok", "rights: ", " granted, 0 missing", "Companies / Configurations")
                .contains("profile servers: ok, type Managed Server", "to be created: question 'Asset id', Text");
        assertThat(bridge.held("/company/configurations")).isEmpty();

        bridge.simulator.deny("POST", "/company/configurations");
        assertThat(bridge.run("check")).as(bridge.err).isZero();
        assertThat(bridge.out)
                .contains("1 missing", "MISSING", "warning: the role lacks the right to add Companies / Conf");
    }

    @Test
    void theTypesAreListedWithTheirQuestions() {
        assertThat(bridge.run("sync", "types")).as(bridge.err).isZero();

        assertThat(bridge.out)
                .contains("Managed Server", "Managed Workstation", "├─ Agent Version: Text", "Disk Encrypted: Checkbox")
                .contains("Service Tier: Text, one of [Gold, Silver, Bronze]")
                .contains("statuses: Active, Inactive (inactive)", "osType", "2 configuration types");
    }

    @Test
    void statusTellsHowTheLastRunEndedAndThereIsNothingToCancel() {
        assertThat(bridge.run("sync", "status")).isZero();
        assertThat(bridge.out).contains("no run yet");
        assets(1, "Debian 12");
        syncs();

        assertThat(bridge.run("sync", "status")).isZero();
        assertThat(bridge.out).contains("connectwise: run 1 of source jsonl", "COMPLETED at", "1 created");
        assertThat(bridge.run("sync", "cancel")).isEqualTo(1);
        assertThat(bridge.out).contains("no run works");
        assertThat(bridge.run("sync")).isEqualTo(2);
    }

    @Test
    void ctrlCEndsARunCleanlyAndTheNextOneFinishes() throws Exception {
        assets(60, "Debian 12");
        RequestMatch creates = new RequestMatch("POST", "/company/configurations");
        // A few at once, so that it takes long to come to its end by itself.
        bridge.simulator.faults().withProbability(1, Fault.slow(Duration.ofSeconds(1)), creates);
        FutureTask<Integer> running = new FutureTask<>(() -> sync());
        new Thread(running, "sync").start();
        assertThat(bridge.waiting.await(30, TimeUnit.SECONDS)).isTrue();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bridge.simulator.requests().count(creates) > 2);
        bridge.stop.countDown();

        assertThat(running.get(30, TimeUnit.SECONDS))
                .as(bridge.out + bridge.err)
                .isEqualTo(1);
        assertThat(bridge.out).contains("connectwise: cancelled: somebody asked it to stop");
        assertThat(bridge.err).contains("the next run goes on");
        bridge.simulator.faults().clear();
        assertThat(bridge.configurations()).hasSizeLessThan(60);

        bridge.stop = new java.util.concurrent.CountDownLatch(1);
        syncs();
        assertThat(bridge.configurations()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void whatChangedSinceAnEarlierInventoryBecomesEventsOfSystemChanges() {
        bridge.file("old.jsonl", asset(0, "Debian 11") + asset(1, "Debian 12"));
        assets(2, "Debian 12");

        syncs("--compare-with", "old.jsonl", "--dry-run");
        assertThat(bridge.out)
                .contains("system change at contoso: SRV-000: operating system changed from 'Debian 11' to 'Debian 12'")
                .contains("system changes: 1 would be events");
        syncs("--compare-with", "old.jsonl");
        assertThat(bridge.out).contains("system changes: 1 taken in as events");
        syncs("--compare-with", "old.jsonl");
        bridge.file("nothing.jsonl", "");
        assertThat(bridge.run("ingest", "--once", "nothing.jsonl"))
                .as(bridge.err)
                .isZero();

        assertThat(bridge.openTickets())
                .as("compared twice, it is one ticket")
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.summary()).contains("SRV-000"));
    }

    @Test
    void aCreateWhoseAnswerIsLostIsNotMadeTwice() {
        assets(6, "Debian 12");
        bridge.simulator.faults().next(2, Fault.dropAfterCommit(), "POST", "/company/configurations");
        bridge.simulator.faults().next(1, Fault.errorAfterCommit(502), "POST", "/company/configurations");

        sync();
        syncs();

        assertThat(bridge.configurations()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void aRunThatRecursKeepsAssetsInStepWhileTheBridgeWorks() throws Exception {
        assets(3, "Debian 12");
        // The plan is due once a day; that it is asked for now is as when its time has come.
        String yaml = java.nio.file.Files.readString(directory.resolve("tocsin.yaml"));
        bridge.configure(yaml
                + "sync: { dailyAt: \"02:30\", zone: Europe/Berlin, entities: [ companies, configurations ],"
                + " input: assets.jsonl }\n");
        FutureTask<Integer> running = new FutureTask<>(() -> bridge.run("run"));
        try (RecurringRuns runs = RecurringRuns.on(directory.resolve("store.db"), (connection, entity) -> {
                    throw new IllegalStateException("is run by the bridge");
                })
                .build()) {
            // Of another bridge on the same store, whose files this one does not know; it is due all the time.
            runs.put(new RecurringSync(
                    "elsewhere", Set.of(SyncEntity.CONFIGURATIONS), new SyncSchedule.Every(Duration.ofMinutes(1))));
            runs.runNow("elsewhere");
            new Thread(running, "run").start();
            assertThat(bridge.waiting.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(runs.list())
                    .filteredOn(state -> !state.plan().connectionId().equals("elsewhere"))
                    .singleElement()
                    .satisfies(state ->
                            assertThat(state.plan().schedule().toString()).isEqualTo("daily 02:30 Europe/Berlin"));
            runs.runNow("connectwise");
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> runs.list().get(0).lastSuccess() != null);
            assertThat(runs.list().get(1)).satisfies(other -> {
                assertThat(other.plan().connectionId()).isEqualTo("elsewhere");
                assertThat(other.lastSuccess()).isNull();
                assertThat(other.lastFailure()).isNull();
            });
        }
        bridge.stop.countDown();

        assertThat(running.get(30, TimeUnit.SECONDS)).as(bridge.err).isZero();
        assertThat(bridge.err)
                .contains("recurring on connectwise: daily 02:30 Europe/Berlin", "companies: connectwise: completed")
                .contains("configurations: connectwise: completed; 3 of 3 done: 3 created");
        assertThat(bridge.configurations()).hasSize(3);
    }
}

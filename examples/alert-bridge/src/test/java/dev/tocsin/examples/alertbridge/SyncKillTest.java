package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.connectwise.CompanySeed;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulatorBuilder;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.RequestMatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that keep configurations and make mappings, killed with SIGKILL and started again, and two at once.
 *
 * <p>{@code -Dtocsin.sync.kills=20} sets the kills, {@code -Dtocsin.kills.seed=7} where they fall.
 */
class SyncKillTest {
    private static final int KILLS = Integer.getInteger("tocsin.sync.kills", 3);
    private static final long SEED = Long.getLong("tocsin.kills.seed", 1);
    private static final int WRITES_AT_MOST = 24;
    /** Enough that something is left to write after each kill. */
    private static final int ASSETS = KILLS * (WRITES_AT_MOST + 4);

    private static final int COMPANIES = 30;
    private static final int STARTS_AT_MOST = 20 + 10 * KILLS;
    private static final double FAULT_RATE = 0.05;
    private static final Pattern MAPPED = Pattern.compile("(\\d+) compan(?:y|ies) mapped");

    @TempDir
    Path directory;

    private static String yaml(ConnectWiseSimulator simulator, Path store, String companies) {
        return """
                store: jdbc:sqlite:%s
                connectwise: { url: "%s", company: %s, publicKey: %s, privateKey: %s, clientId: "%s" }
                companies: [ %s ]
                profiles:
                  - { id: servers, type: Managed Server, activeStatus: Active, retiredStatus: Inactive,
                      fields: { osType: OPERATING_SYSTEM } }
                settings: { requestTimeout: PT0.6S, quarantine: PT2.5S, lookUps: [ PT0.2S, PT0.6S ], retryPause: PT0.2S,
                            longestRetryPause: PT1S }
                """.formatted(
                        store,
                        simulator.siteUri(),
                        simulator.companyId(),
                        simulator.publicKey(),
                        simulator.privateKey(),
                        simulator.clientId(),
                        companies);
    }

    @Test
    void aKilledSyncIsFinishedByItsNextStartsAndMakesNoConfigurationTwice() throws Exception {
        try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder()
                .failSeed(SEED)
                .latency(Duration.ofMillis(5))
                .start()) {
            RequestMatch create = new RequestMatch("POST", "/company/configurations");
            simulator.faults().withProbability(FAULT_RATE, Fault.commitLate(Duration.ofMillis(900)), create);
            simulator.faults().withProbability(FAULT_RATE, Fault.dropAfterCommit(), create);
            Files.writeString(
                    directory.resolve("tocsin.yaml"),
                    yaml(
                            simulator,
                            directory.resolve("store.db"),
                            "{ id: contoso, connectwise: Contoso, syncConfigurations: true }"));
            Files.write(directory.resolve("assets.jsonl"), assets());

            String story = untilDone(simulator);

            simulator.faults().clear();
            simulator.commitLate();
            List<String> names = names(simulator);
            assertThat(names).as(story).hasSize(ASSETS).doesNotHaveDuplicates();
            assertThat(new HashSet<>(names)).as(story).isEqualTo(expected());
        }
    }

    private static List<String> assets() {
        return IntStream.range(0, ASSETS)
                .mapToObj(number -> """
                        {"id":"a%d","company":"contoso","name":"HOST-%d","serialNumber":"SN-%d","operatingSystem":"Debian"}""".formatted(number, number, 7_000 + number))
                .toList();
    }

    private static Set<String> expected() {
        return IntStream.range(0, ASSETS).mapToObj(number -> "HOST-" + number).collect(Collectors.toSet());
    }

    private static List<String> names(ConnectWiseSimulator simulator) {
        return Bridge.held(simulator, "/company/configurations").stream()
                .map(one -> one.path("name").asText())
                .toList();
    }

    /** Starts the sync again and again, kills it at first, and answers what happened once it ended with nothing left. */
    private String untilDone(ConnectWiseSimulator simulator) throws Exception {
        Random random = new Random(SEED);
        List<String> story = new ArrayList<>();
        int killed = 0;
        for (int start = 0; start < STARTS_AT_MOST; start++) {
            BridgeProcess process =
                    BridgeProcess.start(directory, "output.log", "sync", "configurations", "--input", "assets.jsonl");
            if (killed < KILLS && killedAfterSomeWrites(process, simulator, random)) {
                story.add("killed with " + names(simulator).size() + " made");
                killed++;
                continue;
            }
            int exit = process.await();
            story.add("ended with " + exit);
            if (exit == 0 && killed == KILLS) {
                return story + process.output();
            }
        }
        throw new AssertionError("was not done after " + STARTS_AT_MOST + " starts: " + story
                + Files.readString(directory.resolve("output.log"), StandardCharsets.UTF_8));
    }

    /** False if it had ended by itself before. */
    private static boolean killedAfterSomeWrites(BridgeProcess process, ConnectWiseSimulator simulator, Random random)
            throws InterruptedException {
        RequestMatch creates = new RequestMatch("POST", "/company/configurations");
        long from = simulator.requests().count(creates);
        int writes = 1 + random.nextInt(WRITES_AT_MOST);
        while (process.isAlive()) {
            if (simulator.requests().count(creates) - from >= writes) {
                process.kill();
                return true;
            }
            process.nap();
        }
        return false;
    }

    @Test
    void twoProcessesThatGenerateMappingsAtOnceMakeEachOnce() throws Exception {
        ConnectWiseSimulatorBuilder builder = ConnectWiseSimulator.builder().withoutDefaultData();
        StringBuilder companies = new StringBuilder();
        for (int number = 0; number < COMPANIES; number++) {
            builder.customer(CompanySeed.of("Co" + number, "Customer & Söhne (" + number + " %)"));
            companies
                    .append(number == 0 ? "" : ", ")
                    .append("{ id: c" + number + ", name: 'Customer & Söhne (" + number + " %)' }");
        }
        try (ConnectWiseSimulator simulator = builder.start()) {
            Files.writeString(
                    directory.resolve("tocsin.yaml"),
                    yaml(simulator, directory.resolve("store.db"), companies.toString()));

            BridgeProcess one = BridgeProcess.start(directory, "one.log", "companies", "generate");
            BridgeProcess other = BridgeProcess.start(directory, "other.log", "companies", "generate");
            assertThat(one.await()).as(one.output()).isZero();
            assertThat(other.await()).as(other.output()).isZero();
            assertThat(mapped(one.output()) + mapped(other.output()))
                    .as("each mapping was made by one of them%s%s", one.output(), other.output())
                    .isEqualTo(COMPANIES);

            BridgeProcess third = BridgeProcess.start(directory, "third.log", "companies", "generate");
            assertThat(third.await()).isZero();
            assertThat(third.output()).contains("0 companies mapped, 0 skipped, " + COMPANIES + " kept");
        }
    }

    private static int mapped(String output) throws IOException {
        Matcher matcher = MAPPED.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}

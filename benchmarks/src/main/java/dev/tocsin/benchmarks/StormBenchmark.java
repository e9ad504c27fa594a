package dev.tocsin.benchmarks;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.psa.ConnectWisePsa;
import dev.tocsin.connectwise.psa.ConnectWisePsaOptions;
import dev.tocsin.connectwise.psa.ConnectWiseRule;
import dev.tocsin.core.Configuration;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.audit.IncidentView;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A storm of 50,000 events within ten seconds from one company, beside nine companies with one event a second together,
 * with the store in a file and the ConnectWise simulator over HTTP: which tickets are made, and how long the others wait
 * from event to ticket, with and without the storm. Then the memory of 100,000 active events. Prints a table. Argument: a
 * directory on the disk to be used (by default the system's temporary one).
 */
public final class StormBenchmark {
    private static final int EVENTS = 50_000;
    private static final int SECONDS = 10;
    private static final int OTHERS = 9;
    private static final int WATCHED_SECONDS = 40;
    private static final int ACTIVE = 100_000;
    private static final int BATCH = 500;
    private static final Duration GROUP_WAIT = Duration.ofSeconds(5);
    private static final Settings SETTINGS =
            Settings.builder().groupWait(GROUP_WAIT).build();

    /** The first argument of the process in which the resident memory is measured. */
    private static final String APART = "--resident";

    private final Path directory;

    private StormBenchmark(Path directory) {
        this.directory = directory;
    }

    /** Runs the measurements. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1 && arguments[0].equals(APART)) {
            fillFile(Path.of(arguments[1]));
            return;
        }
        Path parent = arguments.length > 0 ? Path.of(arguments[0]) : Path.of(System.getProperty("java.io.tmpdir"));
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "storm-benchmark");
        try {
            StormBenchmark benchmark = new StormBenchmark(directory);
            System.out.printf(
                    "%-14s %10s %10s %10s %12s %12s %12s%n",
                    "", "tickets", "storm", "absorbed", "others' p50", "others' p99", "others' max");
            benchmark.latencies("warm-up", 5_000);
            benchmark.latencies("calm", 0);
            benchmark.latencies("storm", EVENTS);
            benchmark.heap();
            benchmark.residentApart();
        } finally {
            delete(directory);
        }
    }

    private void latencies(String name, int events) throws Exception {
        Path file = directory.resolve(name + ".db");
        try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder()
                        .latency(Duration.ofMillis(SimulatorProcess.LATENCY_MILLIS))
                        .permitsPerMinute(1_000_000)
                        .companies(OTHERS + 1)
                        .start();
                Store store = JdbcStore.sqlite(file);
                Tocsin tocsin = tocsin(store, simulator)) {
            configure(tocsin.configuration(), simulator);
            tocsin.start();
            // The first create is sent alone, to prove the reference; that is no part of what is measured.
            tocsin.ingest(List.of(event(1, 1_000_000)));
            Thread.sleep(GROUP_WAIT.plusSeconds(2).toMillis());
            Thread noisy = new Thread(() -> storm(tocsin, events));
            noisy.start();
            for (int second = 0; second < WATCHED_SECONDS; second++) {
                tocsin.ingest(List.of(event(1 + second % OTHERS, second)));
                Thread.sleep(1_000);
            }
            noisy.join();
            Thread.sleep(GROUP_WAIT.plusSeconds(5).toMillis());
            print(name, tocsin, store);
        }
    }

    private static Tocsin tocsin(Store store, ConnectWiseSimulator simulator) {
        ConnectWise client = ConnectWise.connect(ConnectWiseConnection.builder()
                .site(simulator.siteUri().toString())
                .company(simulator.companyId())
                .publicKey(Secret.of(simulator.publicKey()))
                .privateKey(Secret.of(simulator.privateKey()))
                .clientId(Secret.of(simulator.clientId()))
                .requestsPerMinute(100_000)
                .build());
        return Tocsin.builder()
                .store(store)
                .psa(new ConnectWisePsa("cw", client, ConnectWisePsaOptions.defaults()))
                .settings(SETTINGS)
                .build();
    }

    private static void configure(Configuration configuration, ConnectWiseSimulator simulator) {
        configuration.save(
                new EventSet(MspId.SINGLE, "all", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.ASSET))));
        configuration.save(ConnectWiseRule.builder(MspId.SINGLE)
                .name("rule")
                .eventSet("all")
                .board("Security Alerts")
                .source("Tocsin")
                .type("Malware")
                .openStatus("New")
                .closedStatus(">Closed")
                .priority("Priority 2 - High")
                .build());
        List<String> identifiers = simulator.companies().stream()
                .map(company -> company.identifier())
                .limit(OTHERS + 1L)
                .toList();
        for (int i = 0; i < identifiers.size(); i++) {
            String id = "customer-" + i;
            configuration.save(new Company(MspId.SINGLE, id, "Customer " + i));
            configuration.save(
                    new CompanyMapping(MspId.SINGLE, id, "cw", identifiers.get(i), null, true, List.of("rule")));
        }
    }

    private static SecurityEvent event(int company, int number) {
        return SecurityEvent.builder()
                .source("scanner")
                .sourceCompanyId("customer-" + company)
                .stableId("finding-" + company + "-" + number)
                .occurredAt(Instant.now())
                .category(EventCategory.PROBLEMS)
                .eventType("plugin-" + number % 977)
                .severity(Severity.HIGH)
                .title("A weakness in a service on host-" + number)
                .description("The service was found with a weakness that lets anybody read files. ")
                .asset("host-" + number + ".example.test")
                .build();
    }

    /** As many events in as many groups, evenly over ten seconds. */
    private static void storm(Tocsin tocsin, int events) {
        long begun = System.nanoTime();
        for (int from = 0; from < events; from += BATCH) {
            List<SecurityEvent> batch = new ArrayList<>();
            for (int i = from; i < Math.min(events, from + BATCH); i++) {
                batch.add(event(0, i));
            }
            tocsin.ingest(batch);
            long due = begun + (long) (1e9 * SECONDS * (from + BATCH) / events);
            try {
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void print(String name, Tocsin tocsin, Store store) {
        int tickets = 0;
        int storms = 0;
        int absorbed = 0;
        List<Long> others = new ArrayList<>();
        long after = 0;
        List<IncidentView> page;
        do {
            page = tocsin.audit().incidents(MspId.SINGLE, after, 500);
            for (IncidentView view : page) {
                var incident = view.incident();
                after = incident.id();
                tickets += incident.ticketId() == null ? 0 : 1;
                storms += incident.place().storm() ? 1 : 0;
                absorbed += incident.state() == IncidentState.ABSORBED ? 1 : 0;
                if (!incident.companyId().equals("customer-0") && incident.ticketId() != null) {
                    List<HistoryStore.Entry> history =
                            store.read(session -> session.incidents().history().of(incident.id()));
                    history.stream()
                            .filter(line -> line.text().startsWith("created ticket"))
                            .findFirst()
                            .ifPresent(line -> others.add(Duration.between(incident.openedAt(), line.at())
                                    .toMillis()));
                }
            }
        } while (!page.isEmpty());
        others.sort(Comparator.naturalOrder());
        System.out.printf(
                "%-14s %,10d %,10d %,10d %,9d ms %,9d ms %,9d ms%n",
                name,
                tickets,
                storms,
                absorbed,
                others.get(others.size() / 2),
                others.get(others.size() * 99 / 100),
                others.get(others.size() - 1));
    }

    /** What 100,000 active events cost on the heap in the volatile store, which keeps all of them there. */
    private void heap() {
        long before = usedHeap();
        try (Store store = new VolatileStore();
                Tocsin tocsin = Tocsin.builder().store(store).settings(SETTINGS).build()) {
            fill(tocsin);
            System.out.printf(
                    "%nper active event, volatile store, %,d events: %,d bytes of heap%n",
                    ACTIVE, (usedHeap() - before) / ACTIVE);
        }
    }

    /** What a process holds that does nothing else, with the store in a file and a small heap. */
    private void residentApart() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ReadBenchmark.java());
        command.add(1, "-Xmx128m");
        command.addAll(List.of(
                StormBenchmark.class.getName(),
                APART,
                directory.resolve("memory.db").toString()));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static void fillFile(Path file) throws IOException {
        try (Store store = JdbcStore.sqlite(file);
                Tocsin tocsin = Tocsin.builder().store(store).settings(SETTINGS).build()) {
            fill(tocsin);
            System.out.printf(
                    "store in a file, %,d active events, -Xmx128m: %,d bytes of file for each; resident: %s%n",
                    ACTIVE, Files.size(file) / ACTIVE, resident());
        }
    }

    private static void fill(Tocsin tocsin) {
        IngestLoad.configure(tocsin.configuration());
        IngestLoad load = new IngestLoad(false);
        for (int from = 0; from < ACTIVE; from += BATCH) {
            tocsin.ingest(load.inOrder(from, BATCH));
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "not told by this system";
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.substring(6).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

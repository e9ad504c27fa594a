package dev.tocsin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps 10,000 devices of 200 companies as ConnectWise configurations, with the configuration sync and with the npm client
 * {@code connectwise-rest} in a plain loop: a first run, a second one over the same devices, one in which 100 devices have
 * changed, and, of the sync, one more over those. Each client has a simulator of its own, with 20 ms of latency, and both and each simulator have a process of their own.
 * Then a million unchanged devices in a small heap. Prints tables. Arguments: the folder of the peers ({@code benchmarks/peers}), and
 * the unchanged devices (1000000; 0 for none).
 */
public final class SyncBenchmark {
    private static final int LATENCY_MILLIS = 20;
    /** More than are used, since some are inactive or share their name with another. */
    private static final int LISTED_COMPANIES = 400;

    private static final String PEER = "connectwise-rest";
    private static final String HEAP = "-Xmx256m";
    private static final int UNPACED = 1_000_000;
    private static final int PACE = 6_000;
    private static final int REQUESTS_AT_ONCE = 8;
    private static final List<String> ROUNDS = List.of("first", "again", "changed");

    private final Path peers;
    private final long unchanged;

    private SyncBenchmark(Path peers, long unchanged) {
        this.peers = peers;
        this.unchanged = unchanged;
    }

    /** Runs the measurements. */
    public static void main(String[] arguments) throws Exception {
        Path peers = Path.of(arguments.length > 0 ? arguments[0] : "benchmarks/peers");
        new SyncBenchmark(peers, arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000).run();
    }

    private void run() throws Exception {
        System.out.printf(
                "%n%,d devices of %d companies, %d ms latency%n%n",
                SyncWorker.DEVICES, SyncWorker.COMPANIES, LATENCY_MILLIS);
        System.out.println("| client | run | made | changed | wall, s | CPU, s | calls |");
        System.out.println("|---|---|---|---|---|---|---|");
        ours("this SDK, " + REQUESTS_AT_ONCE + " at once", UNPACED, REQUESTS_AT_ONCE);
        ours(String.format(Locale.ROOT, "this SDK, %,d requests a minute", PACE), PACE, REQUESTS_AT_ONCE);
        if (Files.isDirectory(peers.resolve("node_modules").resolve(PEER))) {
            peer();
        } else {
            System.out.println(PEER + " is not installed: run 'npm ci' in " + peers);
        }
        if (unchanged > 0) {
            streamUnchanged();
        }
    }

    private static SimulatorProcess simulator() throws IOException, InterruptedException {
        SimulatorProcess simulator = new SimulatorProcess("--companies", Integer.toString(LISTED_COMPANIES));
        simulator.latency(LATENCY_MILLIS);
        return simulator;
    }

    private static void ours(String name, int requestsPerMinute, int atOnce) throws Exception {
        Path directory = Files.createTempDirectory("sync-benchmark");
        try (SimulatorProcess simulator = simulator();
                Reader worker = worker(simulator, directory, requestsPerMinute, atOnce)) {
            round(name, simulator, worker, "map");
            for (String kind : ROUNDS) {
                round(name, simulator, worker, kind);
            }
            round(name, simulator, worker, "changed");
        } finally {
            delete(directory);
        }
    }

    private static Reader worker(
            SimulatorProcess simulator, Path directory, int requestsPerMinute, int atOnce, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(ReadBenchmark.java(options));
        command.add(SyncWorker.class.getName());
        for (String fact : List.of("site", "company", "public key", "private key", "client id")) {
            command.add(simulator.fact(fact));
        }
        command.add(directory.resolve("tocsin.db").toString());
        command.add(Integer.toString(requestsPerMinute));
        command.add(Integer.toString(atOnce));
        return new Reader("this SDK", Path.of("."), command);
    }

    private void peer() throws Exception {
        try (SimulatorProcess simulator = simulator();
                Reader reader = new Reader(
                        PEER,
                        peers,
                        List.of(
                                "node",
                                "configurations.js",
                                "--site",
                                simulator.fact("site"),
                                "--codebase",
                                simulator.codebase(),
                                "--company",
                                simulator.fact("company"),
                                "--public-key",
                                simulator.fact("public key"),
                                "--private-key",
                                simulator.fact("private key"),
                                "--client-id",
                                simulator.fact("client id")))) {
            for (String kind : ROUNDS) {
                round(PEER + ", a plain loop", simulator, reader, kind);
            }
        }
    }

    private static void round(String name, SimulatorProcess simulator, Reader reader, String kind)
            throws IOException, InterruptedException {
        Map<String, Long> before = simulator.calls();
        SyncRound round = SyncRound.of(reader.ask(kind));
        if (round.error() != null) {
            throw new IOException(name + ", " + kind + ": " + round.error());
        }
        System.out.printf(
                "| %s | %s | %,d | %,d | %.1f | %.1f | %s |%n",
                name,
                kind,
                round.made(),
                round.changed(),
                round.wallMillis() / 1e3,
                round.cpuMillis() / 1e3,
                since(before, simulator.calls()));
    }

    private static String since(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> more = new TreeMap<>(after);
        before.forEach((method, count) -> more.merge(method, -count, Long::sum));
        return more.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private void streamUnchanged() throws Exception {
        Path directory = Files.createTempDirectory("sync-benchmark");
        try (SimulatorProcess simulator = simulator();
                Reader worker = worker(simulator, directory, UNPACED, REQUESTS_AT_ONCE, HEAP)) {
            worker.ask("map");
            worker.ask("fill " + unchanged);
            Map<String, Long> before = simulator.calls();
            SyncRound round = SyncRound.of(worker.ask("unchanged " + unchanged));
            System.out.printf(
                    "%n%,d unchanged devices with %s: %.1f s, %.1f s of CPU, at most %,d MB of heap seen in use; %s%s%n",
                    unchanged,
                    HEAP,
                    round.wallMillis() / 1e3,
                    round.cpuMillis() / 1e3,
                    round.heapBytes() >> 20,
                    since(before, simulator.calls()),
                    round.error() == null ? "" : "; " + round.error());
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

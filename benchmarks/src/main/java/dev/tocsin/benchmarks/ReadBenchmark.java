package dev.tocsin.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads all companies with this client and with the npm client {@code connectwise-rest}, side by side from the same
 * simulator, round by round in turn; then once more with a fault in the middle; then streams a million configurations
 * through a small heap. Every client and the simulator have a process of their own. Prints tables. Arguments: the folder
 * of the peers ({@code benchmarks/peers}), measured rounds (10), warm-up rounds without latency (150), and configurations (1000000; 0 for
 * none).
 */
public final class ReadBenchmark {
    private static final int COMPANIES = 20_000;
    /** Those that the simulator has of its own. */
    private static final int FIRST_COMPANIES = 11;

    private static final int WARM_UPS_WITH_LATENCY = 10;
    private static final int PAGE = 1_000;
    private static final int MOST_ATTEMPTS = 8;
    private static final int RETRY_AFTER_MILLIS = 1_000;
    private static final List<String> FAULTS =
            List.of("TOO_MANY_REQUESTS", "ERROR_BEFORE_COMMIT", "DROP_BEFORE_COMMIT", "CUT_SHORT");
    private static final String PEER = "connectwise-rest";
    private static final String PARALLEL = "this client, readAll";
    private static final String STREAM = "this client, stream";
    private static final String HEAP = "-Xmx128m";

    private final Path peers;
    private final int rounds;
    private final int warmUps;
    private final int configurations;

    private ReadBenchmark(Path peers, int rounds, int warmUps, int configurations) {
        this.peers = peers;
        this.rounds = rounds;
        this.warmUps = warmUps;
        this.configurations = configurations;
    }

    /** A client as it is measured: the process and the kind of round. */
    private record Lane(Reader reader, String kind) {
        Reading read() throws IOException {
            return reader.read(kind);
        }
    }

    /** Runs the measurements. */
    public static void main(String[] arguments) throws Exception {
        Path peers = Path.of(arguments.length > 0 ? arguments[0] : "benchmarks/peers");
        int[] numbers = {10, 150, 1_000_000};
        for (int i = 1; i < Math.min(arguments.length, numbers.length + 1); i++) {
            numbers[i - 1] = Integer.parseInt(arguments[i]);
        }
        new ReadBenchmark(peers, numbers[0], numbers[1], numbers[2]).run();
    }

    /** The command that starts a class of this program in a process of its own. */
    static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
        return command;
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                Arrays.stream(classPath.split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private void run() throws Exception {
        boolean peerThere = Files.isDirectory(peers.resolve("node_modules").resolve(PEER));
        if (!peerThere) {
            System.out.println(PEER + " is not installed: run 'npm ci' in " + peers + "; this client alone follows.");
        }
        try (SimulatorProcess simulator =
                new SimulatorProcess("--companies", Integer.toString(COMPANIES - FIRST_COMPANIES))) {
            Map<String, Lane> lanes = new LinkedHashMap<>();
            try {
                if (peerThere) {
                    lanes.put(PEER, new Lane(peer(simulator, false), "read"));
                    lanes.put(PEER + ", retry: true", new Lane(peer(simulator, true), "read"));
                }
                lanes.put(STREAM, new Lane(worker(simulator), "stream"));
                lanes.put(PARALLEL, new Lane(worker(simulator), "parallel"));
                warmUp(simulator, lanes);
                compare(lanes);
                strike(simulator, lanes);
            } finally {
                lanes.values().forEach(lane -> lane.reader().close());
            }
        }
        if (configurations > 0) {
            streamConfigurations();
        }
    }

    private Reader peer(SimulatorProcess simulator, boolean retry) throws IOException {
        return new Reader(
                PEER,
                peers,
                List.of(
                        "node",
                        "companies.js",
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
                        simulator.fact("client id"),
                        "--retry",
                        Boolean.toString(retry)));
    }

    private static Reader worker(SimulatorProcess simulator, String... options) throws IOException {
        List<String> command = java(options);
        command.add(ReadWorker.class.getName());
        for (String fact : List.of("site", "company", "public key", "private key", "client id")) {
            command.add(simulator.fact(fact));
        }
        return new Reader("this client", Path.of("."), command);
    }

    /** Without latency, so that the compilers of both sides see enough of the code in a short time; then a few with it. */
    private void warmUp(SimulatorProcess simulator, Map<String, Lane> lanes) throws Exception {
        simulator.latency(0);
        for (int round = 0; round < warmUps; round++) {
            readAll(lanes);
        }
        simulator.latency(SimulatorProcess.LATENCY_MILLIS);
        for (int round = 0; round < WARM_UPS_WITH_LATENCY; round++) {
            readAll(lanes);
        }
    }

    /** One round of each client, in turn. */
    private static Map<String, Reading> readAll(Map<String, Lane> lanes) throws IOException {
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (Map.Entry<String, Lane> lane : lanes.entrySet()) {
            Reading reading = lane.getValue().read();
            if (reading.error() != null || reading.rows() != COMPANIES) {
                throw new IOException(lane.getKey() + " got " + reading.outcome());
            }
            readings.put(lane.getKey(), reading);
        }
        return readings;
    }

    private void compare(Map<String, Lane> lanes) throws IOException {
        Map<String, List<Reading>> readings = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            readAll(lanes)
                    .forEach((name, reading) -> readings.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(reading));
        }
        System.out.printf(
                "%n%,d companies in pages of 1,000, %d ms latency; median of %d rounds (least–most) after %d to warm up%n%n",
                COMPANIES, SimulatorProcess.LATENCY_MILLIS, rounds, warmUps + WARM_UPS_WITH_LATENCY);
        System.out.println("| client | wall, ms | CPU, ms | wall, of the peer's | CPU, of the peer's | rows |");
        System.out.println("|---|---|---|---|---|---|");
        List<Reading> peer = readings.get(PEER);
        readings.forEach((name, list) -> System.out.printf(
                "| %s | %s | %s | %s | %s | %,d |%n",
                name,
                spread(list, Reading::wallMillis),
                spread(list, Reading::cpuMillis),
                ratio(list, peer, Reading::wallMillis),
                ratio(list, peer, Reading::cpuMillis),
                list.get(0).rows()));
    }

    private static String spread(List<Reading> readings, ToDoubleFunction<Reading> figure) {
        double[] sorted = readings.stream().mapToDouble(figure).sorted().toArray();
        return String.format(
                Locale.ROOT, "%,.0f (%,.0f–%,.0f)", median(readings, figure), sorted[0], sorted[sorted.length - 1]);
    }

    private static double median(List<Reading> readings, ToDoubleFunction<Reading> figure) {
        double[] sorted = readings.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String ratio(
            List<Reading> readings, @Nullable List<Reading> peer, ToDoubleFunction<Reading> figure) {
        return peer == null ? "–" : String.format(Locale.ROOT, "%.2f", median(readings, figure) / median(peer, figure));
    }

    private void strike(SimulatorProcess simulator, Map<String, Lane> lanes) throws Exception {
        System.out.printf("%nA fault in the middle of such a read, once%n%n");
        System.out.println("| client | fault | struck | outcome |");
        System.out.println("|---|---|---|---|");
        for (String fault : FAULTS) {
            for (Map.Entry<String, Lane> lane : lanes.entrySet()) {
                System.out.printf(
                        "| %s | %s | %s |%n",
                        lane.getKey(), words(fault), struckInTheMiddle(simulator, lane.getValue(), fault));
            }
        }
    }

    /** The fault is armed when a part of a read's usual time has passed; if that was too early or too late, once more. */
    private static String struckInTheMiddle(SimulatorProcess simulator, Lane lane, String fault) throws Exception {
        double usual = lane.read().wallMillis();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Instant begun = Instant.now();
            long delay = (long) (usual * (0.5 - 0.05 * attempt));
            Thread armed = new Thread(() -> strikeAfter(simulator, delay, fault), "fault");
            armed.start();
            Reading reading = lane.read();
            armed.join();
            simulator.disarm();
            int struck = simulator.readsSince(begun).indexOf(fault) + 1;
            if (struck > 1 && struck < COMPANIES / PAGE) {
                return "request " + struck + " | " + reading.outcome();
            }
        }
        return "– | the fault struck no request in the middle, in " + MOST_ATTEMPTS + " attempts";
    }

    private static void strikeAfter(SimulatorProcess simulator, long millis, String fault) {
        try {
            Thread.sleep(millis);
            simulator.strikeNext(fault, fault.equals("TOO_MANY_REQUESTS") ? RETRY_AFTER_MILLIS : 0);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the fault could not be armed", e);
        }
    }

    private static String words(String fault) {
        return switch (fault) {
            case "TOO_MANY_REQUESTS" -> "429, Retry-After 1";
            case "ERROR_BEFORE_COMMIT" -> "500";
            case "DROP_BEFORE_COMMIT" -> "connection closed instead of an answer";
            default -> "connection closed in the middle of an answer";
        };
    }

    private void streamConfigurations() throws IOException {
        try (SimulatorProcess simulator = new SimulatorProcess("--configurations", Integer.toString(configurations));
                Reader reader = worker(simulator, HEAP)) {
            Reading reading = reader.read("configurations");
            System.out.printf(
                    "%nStreaming with %s: %s, %,.0f rows/s, %,.0f ms of CPU, at most %,d MB of heap seen in use%n",
                    HEAP,
                    reading.outcome(),
                    reading.rows() / (reading.wallMillis() / 1000),
                    reading.cpuMillis(),
                    reading.heapBytes() >> 20);
        }
    }
}

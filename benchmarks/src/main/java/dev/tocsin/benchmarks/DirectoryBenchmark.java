package dev.tocsin.benchmarks;

import dev.tocsin.msgraph.source.SignInPhones;
import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.Throttling;
import dev.tocsin.simulators.http.LoggedRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the users of 50 Microsoft tenants with 2,000 each: a first reading, one after 1 % of them changed, and one after nothing did;
 * with this SDK into SQLite and with the official client as it comes into memory, once within the vendor's limits, and once within
 * limits so tight that they strike. Each client has a simulator of its own, in the same process. Prints a table. Arguments: tenants
 * (50), users of each (2000), tenants at once (25).
 */
public final class DirectoryBenchmark {
    /** Small pages, so that a tenant's first reading takes more requests than the tight limit has units. */
    private static final int DELTA_PAGE = 50;

    private static final int TIGHT_UNITS = 15;
    /** Tenants with whom both clients begin, unmeasured. */
    private static final int WARM_UP = 5;

    private static final List<String> ROUNDS = List.of("first", "1 % changed", "nothing changed");

    private final int tenants;
    private final int users;
    private final int parallel;

    private DirectoryBenchmark(int tenants, int users, int parallel) {
        this.tenants = tenants;
        this.users = users;
        this.parallel = parallel;
    }

    /** Runs the measurements. */
    public static void main(String[] arguments) throws Exception {
        new DirectoryBenchmark(number(arguments, 0, 50), number(arguments, 1, 2_000), number(arguments, 2, 25)).run();
    }

    private static int number(String[] arguments, int place, int usual) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : usual;
    }

    private void run() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%,d tenants with %,d users each, %d at once, pages of %d; tight: %d resource units in 10 s%n%n",
                tenants,
                users,
                parallel,
                DELTA_PAGE,
                TIGHT_UNITS);
        System.out.println("| limits | client | round | told | kept wrong | tenants failed | calls | in batches | 429"
                + " | told / waited, s | wall, s | heap, MB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        warmUp();
        Throttling documented = Throttling.documented();
        Throttling tight = documented.withIdentityUnits(TIGHT_UNITS);
        kept("vendor's", documented, SignInPhones.NEVER);
        official("vendor's", documented);
        kept("tight", tight, SignInPhones.NEVER);
        official("tight", tight);
        kept("vendor's", documented, SignInPhones.IF_NO_OTHER);
    }

    private void warmUp() throws Exception {
        Path directory = Files.createTempDirectory("directory-benchmark");
        try (GraphSimulator simulator = simulator(Throttling.none(), WARM_UP);
                DirectoryClient kept =
                        new KeptDirectories(simulator, directory.resolve("tocsin.db"), SignInPhones.NEVER, WARM_UP);
                DirectoryClient official = new OfficialDirectories(simulator, WARM_UP)) {
            kept.round();
            official.round();
        } finally {
            delete(directory);
        }
    }

    private GraphSimulator simulator(Throttling throttling, int count) {
        GraphSimulator simulator = GraphSimulator.builder()
                .tenants(count, users)
                .throttling(throttling)
                .start();
        simulator.deltaPageSize(DELTA_PAGE);
        return simulator;
    }

    private void kept(String limits, Throttling throttling, SignInPhones phones) throws Exception {
        Path directory = Files.createTempDirectory("directory-benchmark");
        try (GraphSimulator simulator = simulator(throttling, tenants);
                DirectoryClient client =
                        new KeptDirectories(simulator, directory.resolve("tocsin.db"), phones, parallel)) {
            String name = phones == SignInPhones.NEVER ? "this SDK" : "this SDK, sign-in phones";
            rounds(limits, name, simulator, client);
        } finally {
            delete(directory);
        }
    }

    private void official(String limits, Throttling throttling) throws Exception {
        try (GraphSimulator simulator = simulator(throttling, tenants);
                DirectoryClient client = new OfficialDirectories(simulator, parallel)) {
            rounds(limits, "official client", simulator, client);
        }
    }

    private void rounds(String limits, String name, GraphSimulator simulator, DirectoryClient client) throws Exception {
        for (String round : ROUNDS) {
            if (round.equals("1 % changed")) {
                simulator.tenants().forEach(tenant -> tenant.changePhones(users / 100, 1));
            }
            simulator.requests().clear();
            simulator.batchRequests().clear();
            resetHeap();
            long begun = System.nanoTime();
            DirectoryRound done = client.round();
            long wall = System.nanoTime() - begun;
            long heap = mostHeap();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %,d | %,d | %d | %s | %,d | %,d | %s | %.1f | %,d |%n",
                    limits,
                    name,
                    round,
                    done.told(),
                    client.wrong(simulator),
                    done.failed(),
                    calls(simulator),
                    simulator.batchRequests().total(),
                    refused(simulator),
                    client.waits().seconds(),
                    wall / 1e9,
                    heap >> 20);
            if (done.failed() > 0) {
                System.out.println("failed: " + done.problem());
            }
        }
    }

    /** Outer requests by their path; the log holds 10,000, and there are fewer. */
    private static String calls(GraphSimulator simulator) {
        Map<String, Long> calls = simulator.requests().all().stream()
                .collect(Collectors.groupingBy(DirectoryBenchmark::kind, TreeMap::new, Collectors.counting()));
        return calls.entrySet().stream()
                .map(call -> String.format(Locale.ROOT, "%,d %s", call.getValue(), call.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String kind(LoggedRequest request) {
        return request.path().endsWith("/token")
                ? "token"
                : request.path().substring(1).replace("()", "");
    }

    private static long refused(GraphSimulator simulator) {
        return Stream.concat(simulator.requests().all().stream(), simulator.batchRequests().all().stream())
                .filter(request -> request.status() == 429)
                .count();
    }

    private static void resetHeap() {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** The peaks of the pools together, which is at least what was in use at any moment; the simulator is part of it. */
    private static long mostHeap() {
        return heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static Stream<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

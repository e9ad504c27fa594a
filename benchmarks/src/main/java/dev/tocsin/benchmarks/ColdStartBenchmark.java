package dev.tocsin.benchmarks;

import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.SimTenant;
import dev.tocsin.simulators.graph.TenantSeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What it costs to read a first page of users of Microsoft 365 in a new process: with the JDK's client and Jackson alone, with the
 * official client as it comes, and with the official client carried by this SDK. Each is started in turn, against one simulator. Prints
 * a table of medians. Argument: how many processes of each (10).
 */
public final class ColdStartBenchmark {
    private static final String TENANT = "contoso.example";
    private static final Map<String, String> LANES = new LinkedHashMap<>();

    static {
        LANES.put("jdk", "JDK client and Jackson, one record");
        LANES.put("official", "official client as it comes");
        LANES.put("sdk", "official client carried by sdk-msgraph");
        LANES.put("directory", "`GraphDirectory` of sdk-msgraph");
    }

    private ColdStartBenchmark() {}

    /**
     * What one process told.
     *
     * @param started from the start of the process to the first page, in milliseconds
     * @param call the first call alone, its token included, in milliseconds
     * @param classes how many classes were loaded
     * @param resident the most memory held, in kB; 0 where the system does not tell
     */
    private record Start(long started, long call, long classes, long resident) {
        static Start of(String line) {
            String[] numbers = line.strip().split(" ");
            return new Start(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]),
                    Long.parseLong(numbers[3]));
        }
    }

    /** Runs the measurements. */
    public static void main(String[] arguments) throws Exception {
        int processes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        try (GraphSimulator simulator = GraphSimulator.builder()
                .tenant(TenantSeed.of(TENANT).users(100))
                .start()) {
            SimTenant tenant = simulator.tenant(TENANT);
            tenant.grantConsent(Set.of("User.Read.All"));
            Map<String, List<Start>> starts = new LinkedHashMap<>();
            for (int round = 0; round <= processes; round++) {
                for (String lane : LANES.keySet()) {
                    Start start = start(lane, simulator, tenant.id());
                    if (round > 0) { // the first of each reads the jars into the system's cache
                        starts.computeIfAbsent(lane, unused -> new ArrayList<>())
                                .add(start);
                    }
                }
            }
            print(starts);
        }
    }

    private static Start start(String lane, GraphSimulator simulator, String tenantId)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ReadBenchmark.java("-Xshare:auto"));
        command.addAll(List.of(
                ColdStartWorker.class.getName(),
                lane,
                simulator.loginUri().toString(), // Graph is at the same address here
                simulator.loginUri().toString(),
                simulator.clientId(),
                simulator.clientSecret(),
                tenantId));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the process for '" + lane + "' ended with " + process.exitValue());
        }
        return Start.of(told.lines().reduce((first, last) -> last).orElse(""));
    }

    private static void print(Map<String, List<Start>> starts) {
        System.out.println("| | process start to first page | first call | classes | resident |");
        System.out.println("|---|---|---|---|---|");
        starts.forEach((lane, all) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,d ms | %,d ms | %,d | %,d MB |%n",
                LANES.get(lane),
                median(all, Start::started),
                median(all, Start::call),
                median(all, Start::classes),
                median(all, Start::resident) / 1024));
    }

    private static long median(List<Start> all, ToLongFunction<Start> what) {
        return all.stream()
                .mapToLong(what)
                .sorted()
                .skip(all.size() / 2)
                .findFirst()
                .orElse(0);
    }
}

package dev.tocsin.simulators.connectwise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the simulator alone. Prints the address, the keys and what it holds; then reads commands, one a line:
 * {@code tickets}, {@code companies}, {@code faults}, {@code late} (carry late commits out now) and {@code quit}. At the
 * end of the input it goes on serving until it is stopped. The tickets are printed at the end.
 */
public final class SimulatorMain {
    private final ConnectWiseSimulator simulator;
    private final StateReport report;
    private final PrintStream out;

    private SimulatorMain(ConnectWiseSimulator simulator, PrintStream out) {
        this.simulator = simulator;
        this.report = new StateReport(simulator, out);
        this.out = out;
    }

    /**
     * The command line: {@code --port N --company ID --public-key KEY --private-key KEY --client-id ID --codebase NAME
     * --version NUMBER --latency MILLIS --companies N --fault KIND=PROBABILITY --fail-seed N --seed N --configurations N}, all optional. Exits with 2 if it is not understood.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CountDownLatch stopped = new CountDownLatch(1);
        int status = run(List.of(args), in, out, stopped);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Serves until {@code quit} is read, or, after the end of the input, until the latch is opened. */
    static int run(List<String> args, BufferedReader in, PrintStream out, CountDownLatch stopped)
            throws IOException, InterruptedException {
        ConnectWiseSimulator simulator;
        try {
            simulator = CommandLine.parse(args).start();
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            out.print(CommandLine.USAGE);
            return 2;
        }
        SimulatorMain main = new SimulatorMain(simulator, out);
        Thread atExit = new Thread(main.report::tickets, "simulator-report");
        Runtime.getRuntime().addShutdownHook(atExit);
        try (simulator) {
            main.greet();
            if (!main.readCommands(in)) {
                stopped.await();
            }
            main.report.tickets();
        } finally {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
        return 0;
    }

    private void greet() {
        report.address();
        report.pickLists();
        report.companies();
        out.println();
        out.println("Commands: tickets, companies, faults, late, quit");
        out.flush();
    }

    /** Whether {@code quit} ended it, rather than the end of the input. */
    private boolean readCommands(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.strip()) {
                case "tickets" -> report.tickets();
                case "companies" -> report.companies();
                case "faults" -> simulator.faults().describe().forEach(out::println);
                case "late" -> out.println(simulator.commitLate() + " late requests carried out");
                case "quit", "exit" -> {
                    return true;
                }
                case "" -> {}
                default -> out.println("Commands: tickets, companies, faults, late, quit");
            }
            out.flush();
        }
        return false;
    }
}

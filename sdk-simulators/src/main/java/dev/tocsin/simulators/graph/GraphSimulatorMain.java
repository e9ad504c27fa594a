package dev.tocsin.simulators.graph;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the simulator alone. Prints the addresses, the app and the tenants; then reads commands, one a line: {@code state},
 * {@code mails}, {@code faults}, {@code late} (carry late commits out now) and {@code quit}. At the end of the input it goes
 * on serving until it is stopped.
 */
public final class GraphSimulatorMain {
    private static final String COMMANDS = "Commands: state, mails, faults, late, quit";

    private final GraphSimulator simulator;
    private final PrintStream out;

    private GraphSimulatorMain(GraphSimulator simulator, PrintStream out) {
        this.simulator = simulator;
        this.out = out;
    }

    /** The command line: see {@code --help}. Exits with 2 if it is not understood. */
    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int status = run(List.of(args), in, out, new CountDownLatch(1));
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Serves until {@code quit} is read, or, after the end of the input, until the latch is opened. */
    static int run(List<String> args, BufferedReader in, PrintStream out, CountDownLatch stopped)
            throws IOException, InterruptedException {
        if (args.contains("--help")) {
            out.print(GraphCommandLine.USAGE);
            return 0;
        }
        GraphSimulator simulator;
        try {
            simulator = GraphCommandLine.parse(args).start();
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            out.print(GraphCommandLine.USAGE);
            return 2;
        }
        try (simulator) {
            GraphSimulatorMain main = new GraphSimulatorMain(simulator, out);
            main.greet();
            if (!main.readCommands(in)) {
                stopped.await();
            }
        }
        return 0;
    }

    private void greet() {
        out.println("login          " + simulator.loginUri());
        out.println("graph          " + simulator.graphUri());
        out.println("client id      " + simulator.clientId());
        out.println("client secret  " + simulator.clientSecret());
        out.println();
        out.print(simulator.describe());
        out.println();
        out.println(COMMANDS);
    }

    /** Whether {@code quit} ended it, rather than the end of the input. */
    private boolean readCommands(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.strip()) {
                case "state" -> out.print(simulator.describe());
                case "mails" -> simulator.mails().forEach(out::println);
                case "faults" -> simulator.faults().describe().forEach(out::println);
                case "late" -> out.println(simulator.commitLate() + " late requests carried out");
                case "quit", "exit" -> {
                    return true;
                }
                case "" -> {}
                default -> out.println(COMMANDS);
            }
        }
        return false;
    }
}

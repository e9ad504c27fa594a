package dev.tocsin.simulators.twilio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the simulator alone. Prints the address, the account and the numbers; then reads commands, one a line: {@code state},
 * {@code messages}, {@code calls}, {@code reply NUMBER TEXT} (a person answers), {@code answers NUMBER KEYS...} (a person
 * picks up and presses these), {@code faults}, {@code late} (carry late commits out now) and {@code quit}. At the end of the
 * input it goes on serving until it is stopped.
 */
public final class TwilioSimulatorMain {
    private static final String COMMANDS =
            "Commands: state, messages, calls, reply NUMBER TEXT, answers NUMBER KEYS..., faults, late, quit";

    private final TwilioSimulator simulator;
    private final PrintStream out;

    private TwilioSimulatorMain(TwilioSimulator simulator, PrintStream out) {
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
            out.print(TwilioCommandLine.USAGE);
            return 0;
        }
        TwilioSimulator simulator;
        try {
            simulator = TwilioCommandLine.parse(args).start();
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            out.print(TwilioCommandLine.USAGE);
            return 2;
        }
        try (simulator) {
            TwilioSimulatorMain main = new TwilioSimulatorMain(simulator, out);
            main.greet();
            if (!main.readCommands(in)) {
                stopped.await();
            }
        }
        return 0;
    }

    private void greet() {
        out.println("api          " + simulator.baseUri());
        out.println("account sid  " + simulator.accountSid());
        out.println("auth token   " + simulator.authToken());
        simulator.numbers().forEach(number -> out.println("number       " + number));
        simulator.services().forEach(service -> out.println("service      " + service));
        out.println();
        out.println(COMMANDS);
    }

    /** Whether {@code quit} ended it, rather than the end of the input. */
    private boolean readCommands(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.strip().split("\\s+", 3);
            switch (words[0]) {
                case "state" -> out.print(simulator.describe());
                case "messages" -> simulator.messages().forEach(out::println);
                case "calls" -> simulator.calls().forEach(out::println);
                case "reply" -> reply(words);
                case "answers" -> answers(words);
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

    private void reply(String[] words) {
        if (words.length < 3) {
            out.println(COMMANDS);
            return;
        }
        try {
            out.println(simulator.person(words[1]).reply(words[2]));
        } catch (IllegalStateException nobodyWrote) {
            out.println(nobodyWrote.getMessage());
        }
    }

    private void answers(String[] words) {
        if (words.length < 2) {
            out.println(COMMANDS);
            return;
        }
        String[] keys = words.length < 3 ? new String[0] : words[2].split("\\s+");
        simulator.person(words[1]).answers(AnsweredBy.HUMAN, keys);
        out.println(words[1] + " answers and presses " + Arrays.toString(keys));
    }
}

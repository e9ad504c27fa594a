package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.http.DriverRoutes;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.RequestMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** What the command line of {@link SimulatorMain} asks for. */
final class CommandLine {
    static final String USAGE = """
            Usage: SimulatorMain [--port N] [--company ID] [--public-key KEY] [--private-key KEY] [--client-id ID]
                                 [--codebase NAME] [--version NUMBER] [--latency MILLIS] [--companies N]
                                 [--fault KIND=PROBABILITY]... [--fail-seed N] [--seed N]
                                 [--configurations N]
              --port       port on the loopback address; 0 (default) for any free one
              --version    the version it plays: 2026.4 (default) or 2025.1
              --latency    delays every answer by so many milliseconds
              --companies  adds so many companies, the same every time
              --fault      strikes POSTs with a probability above 0 and up to 1, such as DROP_AFTER_COMMIT=0.05
              --fail-seed  seed of the draws of --fault; the same seed gives the same faults
              --seed       creates ten demonstration tickets, drawn with this seed
              --configurations  seeds N configurations over the companies; up to 10000000
            """;

    private int port;
    private String company = "TrainingCo";
    private String publicKey = "pub";
    private String privateKey = "priv";
    private String clientId = "00000000-0000-4000-8000-000000000001";
    private String codebase = "";
    private ServerVersion version = ServerVersion.V2026_4;
    private long latencyMillis;
    private int companies;
    private long failSeed = 1;
    private OptionalLong seed = OptionalLong.empty();
    private int configurations;
    private final List<ArmedFault> faults = new ArrayList<>();

    private CommandLine() {}

    /** @throws IllegalArgumentException naming the option at fault and what is legal */
    static CommandLine parse(List<String> args) {
        CommandLine line = new CommandLine();
        for (Iterator<String> it = args.iterator(); it.hasNext(); ) {
            String option = it.next();
            if (!it.hasNext()) {
                throw new IllegalArgumentException(option + ": needs a value, or is no option");
            }
            line.take(option, it.next());
        }
        return line;
    }

    private void take(String option, String value) {
        switch (option) {
            case "--port" -> port = (int) number(option, value, 0, 65_535);
            case "--company" -> company = value;
            case "--public-key" -> publicKey = value;
            case "--private-key" -> privateKey = value;
            case "--client-id" -> clientId = value;
            case "--codebase" -> codebase = value;
            case "--version" -> version = ServerVersion.of(value);
            case "--latency" -> latencyMillis = number(option, value, 0, 600_000);
            case "--companies" -> companies = (int) number(option, value, 0, 1_000_000);
            case "--fail-seed" -> failSeed = number(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
            case "--seed" -> seed = OptionalLong.of(number(option, value, Long.MIN_VALUE, Long.MAX_VALUE));
            case "--configurations" -> configurations = (int) number(option, value, 0, 10_000_000);
            case "--fault" -> faults.add(fault(value));
            default -> throw new IllegalArgumentException(option + ": is no option");
        }
    }

    private static long number(String option, String value, long min, long max) {
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with numbers out of range.
        }
        throw new IllegalArgumentException(
                option + ": must be a whole number from " + min + " to " + max + ", but is '" + value + "'");
    }

    private static ArmedFault fault(String value) {
        int equals = value.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("--fault: must be KIND=PROBABILITY, but is '" + value + "'");
        }
        Fault fault = Fault.of(DriverRoutes.kind(value.substring(0, equals)));
        try {
            return new ArmedFault(fault, Double.parseDouble(value.substring(equals + 1)));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "--fault: the probability must be a number, but is '" + value.substring(equals + 1) + "'");
        }
    }

    ConnectWiseSimulator start() {
        ConnectWiseSimulatorBuilder builder = ConnectWiseSimulator.builder()
                .company(company, publicKey, privateKey, clientId)
                .version(version)
                .latency(Duration.ofMillis(latencyMillis))
                .companies(companies)
                .port(port)
                .failSeed(failSeed)
                .configurations(configurations);
        if (!codebase.isEmpty()) {
            builder.codebase(codebase);
        }
        ConnectWiseSimulator simulator = builder.start();
        // Only writes: a lost answer to a read is of no interest to a demonstration of what happens exactly once.
        faults.forEach(f -> simulator
                .faults()
                .withProbability(f.probability(), f.fault(), new RequestMatch("POST", "/service/**")));
        seed.ifPresent(s -> DemoTickets.create(simulator, s));
        return simulator;
    }

    private record ArmedFault(Fault fault, double probability) {}
}

package dev.tocsin.simulators.graph;

import dev.tocsin.simulators.http.DriverRoutes;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.RequestMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** What the command line of {@link GraphSimulatorMain} asks for. */
final class GraphCommandLine {
    static final String USAGE = """
            Usage: GraphSimulatorMain [--port N] [--client-id ID] [--client-secret SECRET] [--redirect-uri URI]...
                                      [--tenants N] [--users N] [--consented] [--consent ANSWER]
                                      [--consent-delay SECONDS] [--throttling] [--latency MILLIS]
                                      [--fault KIND=PROBABILITY]... [--fail-seed N]
              --port           port on the loopback address; 0 (default) for any free one
              --redirect-uri   where the consent page may send browsers back
              --tenants        how many tenants customer1.example, ... there are; default 2
              --users          how many users each of them has; default 25
              --consented      their administrators have consented already
              --consent        what the consent page does: ask (default), grant, refuse, consent-required, claim-only
              --consent-delay  how long after a consent no token is issued yet
              --throttling     refuses with 429 beyond the vendor's limits
              --latency        delays every answer by so many milliseconds
              --fault          strikes sendMail with a probability above 0 and up to 1, such as ERROR_AFTER_COMMIT=0.05
              --fail-seed      seed of the draws of --fault; the same seed gives the same faults
            """;

    private static final List<String> COUNTRIES = List.of("US", "GB", "DE");

    private final GraphSimulatorBuilder builder = GraphSimulator.builder().consentAnswer(ConsentAnswer.ASK);
    private final List<ArmedFault> faults = new ArrayList<>();
    private String clientId = "00000000-0000-4000-8000-0000000000a1";
    private String clientSecret = "graph-secret";
    private int tenants = 2;
    private int users = 25;
    private boolean consented;

    private GraphCommandLine() {}

    /** @throws IllegalArgumentException naming the option at fault and what is legal */
    static GraphCommandLine parse(List<String> args) {
        GraphCommandLine line = new GraphCommandLine();
        for (Iterator<String> it = args.iterator(); it.hasNext(); ) {
            String option = it.next();
            switch (option) {
                case "--consented" -> line.consented = true;
                case "--throttling" -> line.builder.throttling(Throttling.documented());
                default -> {
                    if (!it.hasNext()) {
                        throw new IllegalArgumentException(option + ": is no option, or its value is missing");
                    }
                    line.take(option, it.next());
                }
            }
        }
        return line;
    }

    private void take(String option, String value) {
        switch (option) {
            case "--port" -> builder.port(number(option, value, 65_535));
            case "--client-id" -> clientId = value;
            case "--client-secret" -> clientSecret = value;
            case "--redirect-uri" -> builder.redirectUri(value);
            case "--tenants" -> tenants = number(option, value, 10_000);
            case "--users" -> users = number(option, value, 1_000_000);
            case "--consent" -> builder.consentAnswer(answer(value));
            case "--consent-delay" -> builder.consentDelay(Duration.ofSeconds(number(option, value, 86_400)));
            case "--latency" -> builder.latency(Duration.ofMillis(number(option, value, 600_000)));
            case "--fault" -> faults.add(fault(value));
            case "--fail-seed" -> builder.failSeed(number(option, value, Integer.MAX_VALUE));
            default -> throw new IllegalArgumentException(option + ": is no option");
        }
    }

    private static int number(String option, String value, int most) {
        long number = value.matches("\\d{1,10}") ? Long.parseLong(value) : -1;
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(
                    option + ": must be a whole number from 0 to " + most + ", but is '" + value + "'");
        }
        return (int) number;
    }

    private static ConsentAnswer answer(String value) {
        for (ConsentAnswer answer : ConsentAnswer.values()) {
            if (answer.name().equals(value.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return answer;
            }
        }
        throw new IllegalArgumentException(
                "--consent: must be ask, grant, refuse, consent-required or claim-only, but is '" + value + "'");
    }

    private static ArmedFault fault(String value) {
        int equals = value.indexOf('=');
        try {
            double probability = Double.parseDouble(value.substring(equals + 1));
            if (equals > 0 && probability > 0 && probability <= 1) {
                return new ArmedFault(Fault.of(DriverRoutes.kind(value.substring(0, equals))), probability);
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "--fault: must be KIND=PROBABILITY, such as SLOW=0.1, but is '" + value + "'");
    }

    GraphSimulator start() {
        for (int i = 1; i <= tenants; i++) {
            TenantSeed seed = TenantSeed.of("customer" + i + ".example")
                    .displayName("Customer " + i)
                    .country(COUNTRIES.get(i % COUNTRIES.size()))
                    .users(users)
                    .licence(SkuSeed.businessPremium(users + 10, users));
            builder.tenant(consented ? seed.consented() : seed);
        }
        GraphSimulator simulator = builder.app(clientId, clientSecret).start();
        for (ArmedFault armed : faults) {
            simulator
                    .faults()
                    .withProbability(armed.probability(), armed.fault(), new RequestMatch("POST", "/users/*/sendMail"));
        }
        return simulator;
    }

    private record ArmedFault(Fault fault, double probability) {}
}

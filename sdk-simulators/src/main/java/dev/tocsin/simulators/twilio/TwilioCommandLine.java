package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.http.DriverRoutes;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.RequestMatch;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What the command line of {@link TwilioSimulatorMain} asks for. */
final class TwilioCommandLine {
    static final String USAGE = """
            Usage: TwilioSimulatorMain [--port N] [--account-sid SID] [--auth-token TOKEN] [--number NUMBER]...
                                       [--service SID=NUMBER,...]... [--sms-url URL] [--public-address PUBLIC=URL]...
                                       [--no-opt-out] [--advanced-opt-out] [--rate-limit N] [--latency MILLIS]
                                       [--fault KIND=PROBABILITY]... [--fail-seed N]
              --port              port on the loopback address; 0 (default) for any free one
              --number            a sender number; default +15550100000
              --service           a messaging service with its pool of numbers
              --sms-url           where messages of people are told, whatever number they write to
              --public-address    lets webhooks to a public address be posted to one on this machine
              --no-opt-out        STOP, START and HELP are left to the host
              --advanced-opt-out  the webhook says OptOutType
              --rate-limit        messages a second and number, beyond which 20429 is answered; 0 (default) for any
              --latency           delays every answer by so many milliseconds
              --fault             strikes the sending of messages with a probability above 0 and up to 1, such as DUPLICATE=0.05
              --fail-seed         seed of the draws of --fault; the same seed gives the same faults
            """;

    private final TwilioSimulatorBuilder builder = TwilioSimulator.builder();
    private final List<ArmedFault> faults = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final List<String> services = new ArrayList<>();
    private String accountSid = "AC" + "a".repeat(32);
    private String authToken = "twilio-auth-token";
    private String smsUrl = "";

    private TwilioCommandLine() {}

    private record ArmedFault(Fault fault, double probability) {}

    /** @throws IllegalArgumentException naming the option at fault and what is legal */
    static TwilioCommandLine parse(List<String> args) {
        TwilioCommandLine line = new TwilioCommandLine();
        for (Iterator<String> it = args.iterator(); it.hasNext(); ) {
            String option = it.next();
            switch (option) {
                case "--no-opt-out" -> line.builder.optOutHandling(false);
                case "--advanced-opt-out" -> line.builder.advancedOptOut(true);
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
            case "--account-sid" -> accountSid = value;
            case "--auth-token" -> authToken = value;
            case "--number" -> numbers.add(value);
            case "--service" -> services.add(pair(option, value));
            case "--sms-url" -> smsUrl = uri(option, value).toString();
            case "--public-address" -> {
                int equals = pair(option, value).indexOf('=');
                builder.publicAddress(value.substring(0, equals), uri(option, value.substring(equals + 1)));
            }
            case "--rate-limit" -> builder.rateLimit(number(option, value, 1_000_000));
            case "--latency" -> builder.latency(Duration.ofMillis(number(option, value, 600_000)));
            case "--fault" -> faults.add(fault(value));
            case "--fail-seed" -> builder.failSeed(number(option, value, Integer.MAX_VALUE));
            default -> throw new IllegalArgumentException(option + ": is no option");
        }
    }

    private static String pair(String option, String value) {
        if (value.indexOf('=') < 1) {
            throw new IllegalArgumentException(option + ": must be NAME=VALUE, but is '" + value + "'");
        }
        return value;
    }

    private static URI uri(String option, String value) {
        if (!MessageRoutes.isUrl(value)) {
            throw new IllegalArgumentException(
                    option + ": must be an address of http or https, but is '" + value + "'");
        }
        return URI.create(value);
    }

    private static int number(String option, String value, int most) {
        long number = value.matches("\\d{1,10}") ? Long.parseLong(value) : -1;
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(
                    option + ": must be a whole number from 0 to " + most + ", but is '" + value + "'");
        }
        return (int) number;
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

    /** @throws IllegalArgumentException naming what of the account is wrong */
    TwilioSimulator start() {
        builder.account(accountSid, authToken);
        numbers.forEach(builder::number);
        for (String service : services) {
            int equals = service.indexOf('=');
            builder.service(
                    service.substring(0, equals), service.substring(equals + 1).split(","));
        }
        TwilioSimulator simulator = builder.start();
        if (!smsUrl.isEmpty()) {
            simulator.numbers().forEach(number -> simulator.smsUrl(number, URI.create(smsUrl)));
        }
        for (ArmedFault armed : faults) {
            simulator
                    .faults()
                    .withProbability(armed.probability(), armed.fault(), new RequestMatch("POST", "/Messages.json"));
        }
        return simulator;
    }
}

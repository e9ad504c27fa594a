package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.examples.alertbridge.config.ListenAddress;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.graph.ConsentAnswer;
import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts simulated services and prints a configuration that uses them. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Starts simulated services on this machine, and prints a configuration that uses them.")
final class SimulatorCommand implements Callable<Integer> {
    private static final String WHO_IS_TOLD = """
              linkKey: a-key-for-links-that-is-no-secret-here    # of 32 characters or more; otherwise write ${LINK_KEY}
              escalations:
                - { id: everybody, steps: [ { technicians: [ tina ], channels: [ SMS, VOICE ] } ] }
              routes:
                - { id: all, escalation: everybody }
            # Tina is one whom you add, and who agrees:
            #   technicians add --name Tina --username tina --phone "+12065550110"
            #   consent grant tina --method web-form --evidence page=https://example.com/agreed
            # What the phones got:  curl %1$s/simulator/messages
            # What calls said:      curl %1$s/simulator/voice
            # To write as Tina:     curl -d '{"person":"+12065550110","text":"ACK 7Q","to":"%2$s"}' %1$s/simulator/replies
            # To let her pick up and press 1 from now on:
            #                       curl -d '{"person":"+12065550110","calls":"answers","keys":["1"]}' %1$s/simulator/people
            # Texts of people are posted to %3$s, where `run` has to listen; --webhooks URL for another place
            """;

    private final Surroundings around;

    @Option(names = "--port", paramLabel = "PORT", description = "the port of ConnectWise; any free one by default")
    private int port;

    @Option(names = "--microsoft", description = "Microsoft 365 as well, whose page of consent asks a person")
    private boolean microsoft;

    @Option(
            names = "--microsoft-port",
            paramLabel = "PORT",
            description = "the port of Microsoft 365; any free one by default")
    private int microsoftPort;

    @Option(names = "--twilio", description = "Twilio as well: messages and calls to people whom you play")
    private boolean twilio;

    @Option(names = "--twilio-port", paramLabel = "PORT", description = "the port of Twilio; any free one by default")
    private int twilioPort;

    @Option(
            names = "--webhooks",
            paramLabel = "URL",
            description = "where Twilio reaches the bridge, as publicUrl says; http://127.0.0.1:8088 by default")
    private @Nullable String webhooks;

    SimulatorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ConnectWiseSimulator simulator =
                ConnectWiseSimulator.builder().port(port).start()) {
            around.out().print(DemoConfiguration.yaml(simulator));
            return withMicrosoft(simulator.siteUri().toString());
        } catch (java.io.UncheckedIOException e) {
            return taken("--port " + port, e);
        } finally {
            around.stop().ended();
        }
    }

    private int withMicrosoft(String where) throws InterruptedException {
        if (!microsoft) {
            return withTwilio(where);
        }
        try (GraphSimulator graph = DemoTenants.builder(around.clock())
                .port(microsoftPort)
                .consentAnswer(ConsentAnswer.ASK)
                .start()) {
            around.out().print(DemoTenants.yaml(graph));
            return withTwilio(where + " and " + graph.loginUri());
        } catch (java.io.UncheckedIOException e) {
            return taken("--microsoft-port " + microsoftPort, e);
        }
    }

    private int withTwilio(String where) throws InterruptedException {
        if (!twilio) {
            return serve(where);
        }
        TwilioCallbacks reached = reached();
        URI texts = URI.create(reached.publicBase() + TwilioCallbacks.SMS_PATH);
        try (TwilioSimulator simulator = TwilioSimulator.builder()
                .number(DemoMessages.SENDER)
                .smsUrl(DemoMessages.SENDER, texts)
                .port(twilioPort)
                .start()) {
            around.out().print(DemoMessages.yaml(simulator, reached));
            around.out()
                    .print(String.format(Locale.ROOT, WHO_IS_TOLD, simulator.baseUri(), DemoMessages.SENDER, texts));
            return serve(where + " and " + simulator.baseUri());
        } catch (java.io.UncheckedIOException e) {
            return taken("--twilio-port " + twilioPort, e);
        }
    }

    private TwilioCallbacks reached() {
        try {
            return new TwilioCallbacks(
                    URI.create(webhooks == null ? "http://" + ListenAddress.DEFAULT : webhooks.strip()));
        } catch (ConfigurationException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "--webhooks",
                    ShownText.quoted(String.valueOf(webhooks))
                            + " is not legal; an https address, or http to 127.0.0.1,"
                            + " without a query is, such as http://127.0.0.1:8090");
        }
    }

    private int taken(String option, java.io.UncheckedIOException e) {
        around.err().println(option + ": " + e.getMessage());
        return AlertBridge.UNUSABLE;
    }

    private int serve(String where) throws InterruptedException {
        around.out().flush();
        around.err().println("serving at " + where + "; SIGTERM or Ctrl-C ends");
        around.stop().await();
        return AlertBridge.DONE;
    }
}

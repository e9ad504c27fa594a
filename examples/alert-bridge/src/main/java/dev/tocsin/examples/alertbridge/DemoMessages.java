package dev.tocsin.examples.alertbridge;

import dev.tocsin.examples.alertbridge.config.ListenAddress;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import java.net.URI;
import java.util.Locale;

/** The section {@code notifications} of the demo, and of whoever plays with a simulator. */
final class DemoMessages {
    /** The number that texts and calls come from. */
    static final String SENDER = "+12065550100";

    private static final String TEXT = """
            notifications:
              programme: { name: Example IT alerts, contact: help@example.com }
              publicUrl: %1$s      # behind a proxy: its address with https
              listen: 127.0.0.1:%6$d
              twilio:
                account: %2$s
                authToken: %3$s        # of the simulator, so no secret; otherwise write ${TWILIO_AUTH_TOKEN}
                url: %4$s
                senders: [ "%5$s" ]
                perSecond: 50
                voice: { from: [ "%5$s" ] }
            """;

    private DemoMessages() {}

    /** The section of the demo, with a mailbox and without who is told. */
    static String yaml(TwilioSimulator simulator, int port, LoopbackMailbox mailbox) {
        return yaml(simulator, port) + "  smtp: { host: 127.0.0.1, port: " + mailbox.port()
                + ", tls: NONE, from: alerts@msp.example }\n  settings: { ticketWait: PT2S }\n";
    }

    private static String yaml(TwilioSimulator simulator, int port) {
        return yaml(simulator, new TwilioCallbacks(URI.create("http://127.0.0.1:" + port)));
    }

    /**
     * The section without who is told.
     *
     * @param webhooks where the bridge is reached from outside; it listens at the same port, or at the usual one if none is named
     */
    static String yaml(TwilioSimulator simulator, TwilioCallbacks webhooks) {
        int port = webhooks.publicBase().getPort();
        return String.format(
                Locale.ROOT,
                TEXT,
                webhooks.publicBase(),
                simulator.accountSid(),
                simulator.authToken(),
                simulator.baseUri(),
                SENDER,
                port < 0 ? ListenAddress.DEFAULT.port() : port);
    }
}

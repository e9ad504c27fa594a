package dev.tocsin.examples.alertbridge;

import dev.tocsin.simulators.twilio.TwilioSimulator;
import java.util.Locale;

/** The section {@code notifications} of the demo, and of whoever plays with a simulator. */
final class DemoMessages {
    /** The number that texts and calls come from. */
    static final String SENDER = "+12065550100";

    private static final String TEXT = """
            notifications:
              programme: { name: Example IT alerts, contact: help@example.com }
              publicUrl: http://127.0.0.1:%1$d      # behind a proxy: its address with https
              listen: 127.0.0.1:%1$d
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

    /**
     * The section without who is told.
     *
     * @param port where the bridge listens
     */
    static String yaml(TwilioSimulator simulator, int port) {
        return String.format(
                Locale.ROOT, TEXT, port, simulator.accountSid(), simulator.authToken(), simulator.baseUri(), SENDER);
    }
}

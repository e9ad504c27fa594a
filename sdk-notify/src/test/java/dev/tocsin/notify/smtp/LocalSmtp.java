package dev.tocsin.notify.smtp;

import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;

/** Where a mail server of a test listens. */
final class LocalSmtp {
    private LocalSmtp() {}

    /** A free port of this machine, with more than the two seconds that GreenMail otherwise gives itself to start. */
    static ServerSetup setup() {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(Duration.ofMinutes(1).toMillis());
        return setup;
    }
}

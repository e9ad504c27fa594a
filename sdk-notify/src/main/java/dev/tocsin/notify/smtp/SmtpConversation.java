package dev.tocsin.notify.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A conversation with a mail server that knows how far it got. A message is the server's from the moment at which it answers the dot at its
 * end (RFC 5321, section 4.2.5), so only between that dot and the answer nobody knows. Used once, by one thread.
 */
final class SmtpConversation extends SMTPTransport {
    private final Clock clock;
    private final Instant sendBy;
    private boolean endBegun;
    private boolean taken;

    /** @param sendBy after this the end of the message does not leave: its holder may have given it up and sent it elsewhere */
    SmtpConversation(Session session, boolean tls, Clock clock, Instant sendBy) {
        super(session, null, tls ? "smtps" : "smtp", tls);
        this.clock = clock;
        this.sendBy = sendBy;
    }

    /** Whether the end of the message may have reached the server. */
    boolean endBegun() {
        return endBegun;
    }

    /** Whether the server said that it has the message. */
    boolean taken() {
        return taken;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (!command.equals("QUIT") && !command.equals("RSET")) {
            requireTime();
        }
        super.sendCommand(command);
    }

    private void requireTime() throws MessagingException {
        if (clock.instant().isAfter(sendBy)) {
            throw new MessagingException("the time was over before the mail had been handed over");
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        requireTime();
        endBegun = true;
        super.finishData();
        taken = true;
    }
}

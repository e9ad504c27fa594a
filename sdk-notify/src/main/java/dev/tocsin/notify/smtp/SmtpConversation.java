package dev.tocsin.notify.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A conversation with a mail server that knows how far it got. A message is the server's from the moment at which it answers the dot at its
 * end (RFC 5321, section 4.2.5), so only between that dot and the answer nobody knows. Used once, by one thread.
 */
final class SmtpConversation extends SMTPTransport {
    private boolean endBegun;
    private boolean taken;

    SmtpConversation(Session session, boolean tls) {
        super(session, null, tls ? "smtps" : "smtp", tls);
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
    protected void finishData() throws IOException, MessagingException {
        endBegun = true;
        super.finishData();
        taken = true;
    }
}

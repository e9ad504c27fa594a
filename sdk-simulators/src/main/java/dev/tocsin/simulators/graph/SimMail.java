package dev.tocsin.simulators.graph;

import java.time.Instant;
import java.util.List;

/**
 * A mail that was accepted. Immutable.
 *
 * @param tenantId the tenant
 * @param senderId the object id of the mailbox's owner
 * @param sender the user name of the mailbox's owner
 * @param subject the subject; empty if there was none
 * @param contentType {@code text} or {@code html}
 * @param content the body; empty if there was none
 * @param to the addresses of the recipients
 * @param cc the addresses of those who get a copy
 * @param bcc the addresses of those who get a hidden copy
 * @param saved whether it is kept among the sent items
 * @param clientRequestId what the caller named the request; empty if nothing
 * @param at when it was accepted, by the simulator's clock
 */
public record SimMail(
        String tenantId,
        String senderId,
        String sender,
        String subject,
        String contentType,
        String content,
        List<String> to,
        List<String> cc,
        List<String> bcc,
        boolean saved,
        String clientRequestId,
        Instant at) {
    /** Copies. */
    public SimMail {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
    }
}

package dev.tocsin.examples.alertbridge.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account at Twilio that texts and calls are sent with.
 *
 * @param account the account, {@code AC} and 32 hexadecimal digits
 * @param authToken the account's auth token, with which Twilio's callbacks are signed too
 * @param url where the service is, for a simulator; null for Twilio's own
 * @param messagingService the messaging service that texts are sent by, {@code MG} and 32 hexadecimal digits; null if by numbers, or not at all
 * @param senders the numbers that texts are sent from, in E.164 or as short codes; empty if by a service, or not at all
 * @param perSecond how many texts each sender sends in a second
 * @param callers the numbers that calls come from, in E.164; empty if nobody is called
 * @param callsPerSecond how many calls each number makes in a second
 */
public record TwilioAccess(
        String account,
        KeySource authToken,
        @Nullable URI url,
        @Nullable String messagingService,
        List<String> senders,
        double perSecond,
        List<String> callers,
        double callsPerSecond) {
    /** Copies the lists. */
    public TwilioAccess {
        senders = List.copyOf(senders);
        callers = List.copyOf(callers);
    }

    /** Whether texts are sent. */
    public boolean texts() {
        return messagingService != null || !senders.isEmpty();
    }

    /** Whether people are called. */
    public boolean calls() {
        return !callers.isEmpty();
    }
}

package dev.tocsin.core.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A service that carries messages of one kind to people. An adapter per service. It sends one message with one request and repeats
 * nothing: whoever holds the message decides what follows from the outcome. Consent is asked for before, and not here. Thread-safe.
 */
public interface Channel {
    /** The id among the host's channels, such as {@code graph-mail}. */
    String id();

    /** What it carries. */
    ChannelKind kind();

    /** Sends a message. Never throws for what happens on the wire or for what the service says. */
    SendOutcome send(OutboundMessage message);

    /**
     * Asks the service whether it took a message whose outcome is unknown, by recipient and time. Never throws for what happens on
     * the wire.
     *
     * @param message the message as it was sent
     * @param sentAt when it was sent, by our clock
     * @param known whether an id of the service is that of another message of ours, which this one therefore cannot be
     * @return what the service says; by default that it cannot be asked
     */
    default MessageLookUp lookUp(OutboundMessage message, Instant sentAt, Predicate<String> known) {
        return new MessageLookUp.Unanswered(false, "channel '" + id() + "' cannot be asked for messages");
    }

    /**
     * Asks the service what became of a text or call that it took, when no final report of it came. Never throws for what happens on
     * the wire.
     *
     * @param key the key of the message as it was sent
     * @param providerId the service's id of it
     * @return what the service would report now; by default, and if it does not answer, nothing
     */
    default Optional<DeliveryReport> reportOf(String key, String providerId) {
        return Optional.empty();
    }

    /**
     * Whether its calls ask the host what to say once they are answered ({@code Inbound.script}). One that is over and never asked was
     * mute, and nobody was told by it. By default they do not.
     */
    default boolean asksWhatToSay() {
        return false;
    }

    /**
     * Probes what it sends with: whether the service is reached, takes the credentials and has the senders, as far as it says so to who
     * only asks. Sends no message, changes nothing at the service, and never throws for what happens on the wire. For set-up and for
     * health checks; it takes as long as the service does.
     *
     * @return what was found; empty by default, where nothing can be asked
     */
    default List<ChannelFinding> probe() {
        return List.of();
    }
}

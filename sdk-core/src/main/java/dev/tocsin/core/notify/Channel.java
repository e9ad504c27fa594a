package dev.tocsin.core.notify;

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
}

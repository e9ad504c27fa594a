package dev.tocsin.core.notify;

/** What carries a message. */
public enum ChannelKind {
    /** A text to a mobile phone. */
    SMS,
    /** A call in which the message is spoken. */
    VOICE,
    /** A mail. */
    EMAIL
}

package dev.tocsin.core.escalation;

/** How a step uses the channels that it names. */
public enum ChannelUse {
    /** The first that reaches the person: the next is used only when one is refused, fails or is not possible. */
    FIRST_THAT_REACHES,
    /** All of them, each for itself. */
    ALL
}

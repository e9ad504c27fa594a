package dev.tocsin.core.escalation;

/** What the token of a link is worth. */
public sealed interface LinkReading {
    /**
     * It is ours and counts.
     *
     * @param action what it says
     */
    record Valid(SignedAction action) implements LinkReading {}

    /**
     * It is ours and counts no more.
     *
     * @param action what it said
     */
    record Expired(SignedAction action) implements LinkReading {}

    /**
     * It is not of the form of a token, as one that was cut off by a mail program.
     *
     * @param why why, without the token
     */
    record Malformed(String why) implements LinkReading {}

    /** It is of the form and not signed by any of the keys. */
    record Forged() implements LinkReading {}
}

package dev.tocsin.core.consent;

/** What a message that somebody sent to us is to consent. */
public enum InboundMeaning {
    /** Ends all messages: the whole message is one of the words. */
    OPT_OUT,
    /** Ends all messages by the safe side: it asks for it in other words, or has one of the words among others. */
    OPT_OUT_TO_REVIEW,
    /** Asks who we are and how to end it. */
    HELP,
    /** Wants messages again. */
    START,
    /** Agrees, if we asked; means nothing else. */
    YES,
    /** Begins with a valid command, which somebody else reads. */
    COMMAND,
    /** None of these. */
    OTHER
}

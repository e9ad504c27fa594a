package dev.tocsin.core.notify;

/** What a message to a person is for. */
public enum Purpose {
    /** Tells a technician of an incident. */
    ALERT,
    /** Reminds whoever acknowledged an incident that it is still open. */
    REMINDER,
    /** Tells the user whom an incident concerns. */
    AFFECTED_USER,
    /** Answers a command. */
    ANSWER,
    /** Confirms the end of messages, once and with nothing else; the one message that may follow an opt-out. */
    OPT_OUT_CONFIRMATION,
    /** Answers HELP, which anybody may ask. */
    HELP,
    /** Asks whether messages are wanted. */
    CONSENT_QUESTION,
    /** Shows that a channel reaches a person. */
    TEST
}

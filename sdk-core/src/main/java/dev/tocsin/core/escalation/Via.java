package dev.tocsin.core.escalation;

/** The way by which somebody acknowledged, closed or snoozed an incident. */
public enum Via {
    /** The link of a message. */
    LINK("link"),
    /** A text message in answer. */
    SMS("SMS"),
    /** A key pressed in a call. */
    VOICE("phone"),
    /** The host, for a person who is logged in there. */
    API("the console"),
    /** The system where the event comes from. */
    SOURCE("its source");

    private final String words;

    Via(String words) {
        this.words = words;
    }

    /** The way in words, after "by". */
    public String words() {
        return words;
    }
}

package dev.tocsin.core.rule;

/** What a check says of a value. Only {@link #YES} lets a term hold. */
enum Answer {
    YES(""),
    NO(""),
    /** The event does not say the field. */
    ABSENT(""),
    /** The value is compared as a number and is none. */
    NO_NUMBER(", which is no number"),
    /** The value is longer than what is searched. */
    TOO_LONG(", which is too long to be searched and counts as no match"),
    /** The pattern took more steps than it may. */
    GAVE_UP("; the pattern gave up after " + PatternProgram.MAX_STEPS + " steps, which counts as no match");

    private final String words;

    Answer(String words) {
        this.words = words;
    }

    /** What follows the value in an explanation; empty if there is nothing to say. */
    String words() {
        return words;
    }
}

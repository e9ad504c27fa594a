package dev.tocsin.connectwise.record;

/** The operators of the grammar, in pairs of opposites. */
enum Operator {
    /** Equal. */
    EQ("="),
    /** Not equal. */
    NE("!="),
    /** Less. */
    LT("<"),
    /** Greater or equal. */
    GE(">="),
    /** Greater. */
    GT(">"),
    /** Less or equal. */
    LE("<="),
    /** Contains a text. */
    CONTAINS("contains"),
    /** Does not contain a text. */
    NOT_CONTAINS("not contains"),
    /** Matches a pattern. */
    LIKE("like"),
    /** Does not match a pattern. */
    NOT_LIKE("not like"),
    /** Is one of a list. */
    IN("in"),
    /** Is none of a list. */
    NOT_IN("not in");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    /** The other one of its pair. */
    Operator opposite() {
        return values()[ordinal() ^ 1];
    }
}

package dev.tocsin.simulators.connectwise.internal.query;

import java.util.Locale;

/**
 * One token of a condition.
 *
 * @param kind what it is
 * @param text the word, number, text without its quotes, moment without its brackets, or symbol
 * @param at where it begins, from 0
 */
record Token(Kind kind, String text, int at) {
    /** The kinds of tokens. */
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        MOMENT,
        SYMBOL,
        END
    }

    /** Whether this is the given word, in any case. */
    boolean isWord(String word) {
        return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(word);
    }

    /** Whether this is the given symbol. */
    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}

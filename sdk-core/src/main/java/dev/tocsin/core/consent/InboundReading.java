package dev.tocsin.core.consent;

import org.jspecify.annotations.Nullable;

/**
 * What a message means.
 *
 * @param meaning what
 * @param review whether a person shall read it, since a machine cannot be sure
 * @param word the word or wording that decided, in its plain form and cut after 100 characters, or null if none did
 */
public record InboundReading(
        InboundMeaning meaning, boolean review, @Nullable String word) {
    private static final int MAX_WORD = 100;

    /** Cuts the word, which goes into the ledger, however long the message was. */
    public InboundReading {
        word = word == null ? null : cut(word, MAX_WORD);
    }

    /** The beginning of a text, without half a character at its end. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** Whether it ends messages. */
    public boolean isOptOut() {
        return meaning == InboundMeaning.OPT_OUT || meaning == InboundMeaning.OPT_OUT_TO_REVIEW;
    }
}

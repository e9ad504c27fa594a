package dev.tocsin.core.asset;

import dev.tocsin.core.base.Secret;

/** What a question is answered with. */
public sealed interface AnswerValue {
    /**
     * An answer that everybody may see.
     *
     * @param text the text in the one form of its type, see {@link AnswerType}
     */
    record Plain(String text) implements AnswerValue {
        @Override
        public String toString() {
            return AssetText.quoted(text);
        }
    }

    /**
     * An answer that nobody may see.
     *
     * @param secret the answer
     */
    record Hidden(Secret secret) implements AnswerValue {
        @Override
        public String toString() {
            return secret.toString();
        }
    }

    /** There is an answer, but the PSA does not show it: it must be left as it is, never be sent as what was shown instead. */
    record Withheld() implements AnswerValue {
        @Override
        public String toString() {
            return "***";
        }
    }
}

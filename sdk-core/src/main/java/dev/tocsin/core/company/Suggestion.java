package dev.tocsin.core.company;

/**
 * A PSA company whose name is near to that of a local one. Never applied without a person.
 *
 * @param local the local company
 * @param psaCompany the PSA company
 * @param score how near, from 1 to 100; 100 is the very same name, which was not paired because it is ambiguous
 * @param ground what makes them near
 * @param reason the same for people
 */
public record Suggestion(Company local, PsaCompany psaCompany, int score, Ground ground, String reason) {
    /** What makes two names near, the nearest first. */
    public enum Ground {
        /** Nothing differs. */
        SAME_NAME,
        /** What differs cannot be seen: a no-break space, a bidi mark, a doubled space. */
        UNSEEN_CHARACTERS,
        /** Capital and small letters differ. */
        CASE,
        /** Punctuation, accents or spaces differ. */
        PUNCTUATION,
        /** The legal form or a word such as "and" differs. */
        LEGAL_FORM,
        /** The same words stand in another order. */
        WORD_ORDER,
        /** A few letters differ, which also letters of another script do that look alike. */
        SPELLING,
        /** Some words are the same. */
        SHARED_WORDS
    }
}

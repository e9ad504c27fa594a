package dev.tocsin.core.company;

import dev.tocsin.core.company.Suggestion.Ground;
import java.util.Set;
import java.util.TreeSet;

/**
 * How near two names are.
 *
 * @param score from 0 to 100
 * @param ground what makes them near
 * @param reason the same for people
 */
record NameComparison(int score, Ground ground, String reason) {
    /** The most that names get which differ in letters or words. */
    private static final int BEST_NEAR = 88;

    private static final int MOST_EDITS = 6;
    private static final int LETTERS_PER_EDIT = 4;

    /** Compares two names; words that are rare in the index tell more than common ones. */
    static NameComparison of(NameShape local, NameShape psa, NameIndex index) {
        if (local.exact().equals(psa.exact())) {
            return new NameComparison(100, Ground.SAME_NAME, "the same name");
        }
        if (local.visible().equals(psa.visible())) {
            return new NameComparison(98, Ground.UNSEEN_CHARACTERS, "only characters that cannot be seen differ");
        }
        if (local.folded().equals(psa.folded())) {
            return new NameComparison(97, Ground.CASE, "only capital and small letters differ");
        }
        if (local.words().isEmpty() || psa.words().isEmpty()) {
            return new NameComparison(0, Ground.SHARED_WORDS, "nothing in common");
        }
        if (String.join("", local.words()).equals(String.join("", psa.words()))) {
            return new NameComparison(95, Ground.PUNCTUATION, "only punctuation, accents, spaces or case differ");
        }
        if (local.compact().equals(psa.compact())) {
            return new NameComparison(92, Ground.LEGAL_FORM, "the same but for the legal form");
        }
        if (local.sorted().equals(psa.sorted())) {
            return new NameComparison(90, Ground.WORD_ORDER, "the same words in another order");
        }
        NameComparison spelling = spelling(local, psa);
        NameComparison words = words(local, psa, index);
        return spelling.score() >= words.score() ? spelling : words;
    }

    private static NameComparison spelling(NameShape local, NameShape psa) {
        int longer = Math.max(local.letters().length, psa.letters().length);
        int limit = Math.min(MOST_EDITS, longer / LETTERS_PER_EDIT);
        int edits = EditDistance.between(local.letters(), psa.letters(), limit);
        if (edits > limit) {
            return new NameComparison(0, Ground.SPELLING, "the spelling is another");
        }
        return new NameComparison(
                BEST_NEAR * (longer - edits) / longer,
                Ground.SPELLING,
                edits + (edits == 1 ? " letter of " : " letters of ") + longer + (edits == 1 ? " differs" : " differ"));
    }

    private static NameComparison words(NameShape local, NameShape psa, NameIndex index) {
        Set<String> ours = new TreeSet<>(local.core());
        Set<String> theirs = new TreeSet<>(psa.core());
        Set<String> shared = new TreeSet<>(ours);
        shared.retainAll(theirs);
        int both = 2 * weight(shared, index);
        int all = weight(ours, index) + weight(theirs, index);
        return new NameComparison(
                BEST_NEAR * both / all,
                Ground.SHARED_WORDS,
                shared.size() + " of " + Math.max(ours.size(), theirs.size()) + " words in common: "
                        + String.join(", ", shared));
    }

    private static int weight(Set<String> words, NameIndex index) {
        return words.stream().mapToInt(index::weight).sum();
    }
}

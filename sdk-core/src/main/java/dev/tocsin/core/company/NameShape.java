package dev.tocsin.core.company;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A name in forms that are looser and looser, each made of the one before. For suggestions only: nothing decides by them. */
final class NameShape {
    private final String exact;
    private final String visible;
    private final String folded;
    private final List<String> words;
    private final List<String> core;
    private final String compact;
    private final int[] letters;
    private final String sorted;

    NameShape(String name) {
        exact = CompanyNames.exact(name);
        visible = visible(exact);
        // By way of capitals, so that a sharp s is a double s.
        folded = visible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        words = words(folded);
        core = LegalForms.without(words);
        compact = String.join("", core);
        letters = compact.codePoints().toArray();
        sorted = String.join(" ", core.stream().sorted().toList());
    }

    /** Without formatting characters, and with one ordinary space for any run of spaces. */
    private static String visible(String name) {
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints().forEach(character -> {
            if (Character.isSpaceChar(character) || Character.isWhitespace(character)) {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                    text.append(' ');
                }
            } else if (!CompanyNames.isUnseen(character)) {
                text.appendCodePoint(character);
            }
        });
        return text.toString().strip();
    }

    /** Runs of letters and digits without accents; dots and apostrophes do not part a word: S.A. is sa. */
    private static List<String> words(String folded) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(folded, Normalizer.Form.NFKD).codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character)) {
                word.appendCodePoint(Character.toLowerCase(character));
            } else if (!isInsideWord(character) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return List.copyOf(words);
    }

    private static boolean isInsideWord(int character) {
        return character == '.'
                || character == '\''
                || character == '\u2019'
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.COMBINING_SPACING_MARK
                || Character.getType(character) == Character.ENCLOSING_MARK;
    }

    /** What decides when mappings are generated. */
    String exact() {
        return exact;
    }

    /** Without what cannot be seen. */
    String visible() {
        return visible;
    }

    /** In lower case. */
    String folded() {
        return folded;
    }

    /** Its words, without accents and punctuation. */
    List<String> words() {
        return words;
    }

    /** Its words without legal forms. */
    List<String> core() {
        return core;
    }

    /** {@link #core()} without spaces. */
    String compact() {
        return compact;
    }

    /** The code points of {@link #compact()}; not to be changed. */
    int[] letters() {
        return letters;
    }

    /** {@link #core()} in the order of the alphabet. */
    String sorted() {
        return sorted;
    }
}

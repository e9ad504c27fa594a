package dev.tocsin.core.people;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Brings what names a person into one form. */
final class PersonText {
    private PersonText() {}

    /** NFC and trimmed, or null if nothing is left. */
    static @Nullable String orNull(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        return normal.isEmpty() ? null : normal;
    }

    /**
     * A name as a list may show it: line ends, control characters and invisible ones are blanks, and what is longer is cut between
     * two characters. Null if nothing is left.
     */
    static @Nullable String shown(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length() && shown.length() <= most; ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            shown.appendCodePoint(isJoiner(point) || !isControl(point) ? point : ' ');
        }
        String normal = orNull(shown.toString());
        if (normal == null || normal.length() <= most) {
            return normal;
        }
        return normal.substring(0, Character.isHighSurrogate(normal.charAt(most - 1)) ? most - 1 : most)
                .strip();
    }

    /** A text by which something is found, or null if it is not one line of legal length: half of it would find another. */
    static @Nullable String orNullIfNotLegal(@Nullable String text, int most) {
        return text == null || text.length() > most || hasControl(text) ? null : text;
    }

    /** The joiners belong to the spelling of Persian and Indian names. */
    private static boolean isJoiner(int point) {
        return point == 0x200C || point == 0x200D;
    }

    private static boolean isControl(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** The form by which two names are the same, whatever their case. */
    static String key(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
        StringBuilder key = new StringBuilder(normal.length());
        normal.codePoints().map(PersonText::fold).forEach(key::appendCodePoint);
        return Normalizer.normalize(key, Normalizer.Form.NFC);
    }

    /**
     * One letter for one: by way of the capital, so that letters with two small forms, as the Greek sigma, meet. A letter of
     * another script or with a form of its own, as the dotless i, is never a plain one.
     */
    private static int fold(int point) {
        int folded = Character.toLowerCase(Character.toUpperCase(point));
        return folded < 128 && point >= 128 ? point : folded;
    }

    /** Whether a text has a character that ends a line, controls a terminal or changes what people see without being seen. */
    static boolean hasControl(String text) {
        return text.codePoints().anyMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        });
    }
}

package dev.tocsin.core.company;

import java.text.Normalizer;
import java.util.Locale;

/** The exact form of a company's name, which decides, and how a name is shown where one must see what differs. */
final class CompanyNames {
    private CompanyNames() {}

    /**
     * The name in NFC without white space at its ends. Nothing else is evened out: a no-break space, a bidi mark or a
     * letter of another script makes another name.
     */
    static String exact(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    }

    /** The name in quotes, with its code number for each character that cannot be seen. */
    static String shown(String name) {
        StringBuilder text = new StringBuilder(name.length() + 2).append('\'');
        name.codePoints().forEach(character -> {
            if (character != ' ' && isUnseen(character)) {
                text.append(String.format(Locale.ROOT, "<U+%04X>", character));
            } else {
                text.appendCodePoint(character);
            }
        });
        return text.append('\'').toString();
    }

    /** Whether a character has no shape of its own, or only that of a space. */
    static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}

package dev.tocsin.core.people;

import java.text.Normalizer;
import java.util.Locale;
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

    /** The form by which two names are the same, whatever their case. */
    static String key(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
        // By way of the capitals, so that letters with two small forms, as the Greek sigma, meet.
        return Normalizer.normalize(normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
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

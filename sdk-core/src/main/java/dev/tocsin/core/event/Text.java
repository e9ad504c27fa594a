package dev.tocsin.core.event;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Brings the text of an event into one form: NFC, trimmed, bounded. */
final class Text {
    private Text() {}

    /** The text in its one form; refuses null, blank and overlong ones, naming the field. */
    static String required(String field, @Nullable String value, int maxLength) {
        String normal = optional(field, value, maxLength);
        if (normal == null) {
            throw new IllegalArgumentException(field + ": is missing; 1 to " + maxLength + " characters are needed");
        }
        return normal;
    }

    /** The text in its one form, or null if it is null or blank; refuses overlong ones, naming the field. */
    static @Nullable String optional(String field, @Nullable String value, int maxLength) {
        if (value == null) {
            return null;
        }
        String normal = (isAscii(value) ? value : Normalizer.normalize(value, Normalizer.Form.NFC)).strip();
        if (normal.length() > maxLength) {
            throw new IllegalArgumentException(
                    field + ": has " + normal.length() + " characters; at most " + maxLength + " are legal");
        }
        return normal.isEmpty() ? null : normal;
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}

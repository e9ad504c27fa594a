package dev.tocsin.examples.alertbridge.reader;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shortens text, so that one overlong value does not cost the event. */
final class Cut {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Cut() {}

    /** The text in NFC, stripped and at most so long; one that was cut ends in an ellipsis. Null if it is blank. */
    static @Nullable String to(int maxLength, @Nullable String text) {
        if (text == null) {
            return null;
        }
        // normalised before it is cut, since normalising may lengthen
        String whole = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (whole.isEmpty()) {
            return null;
        }
        if (whole.length() <= maxLength) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(maxLength - 2)) ? maxLength - 2 : maxLength - 1;
        return whole.substring(0, end) + "…";
    }

    /** As {@link #to}, with each run of white space made one blank. */
    static @Nullable String line(int maxLength, @Nullable String text) {
        return text == null ? null : to(maxLength, SPACE.matcher(text).replaceAll(" "));
    }
}

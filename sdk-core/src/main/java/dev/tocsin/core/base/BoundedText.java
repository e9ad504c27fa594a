package dev.tocsin.core.base;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shortens what a source says to what an event may hold, so that one overlong value does not cost the event. */
public final class BoundedText {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private BoundedText() {}

    /**
     * The text in NFC, stripped, and cut with an ellipsis if it is longer.
     *
     * @param maxLength the most characters that are legal, at least 2
     * @param text the text, or null
     * @return null if the text is null or blank
     */
    public static @Nullable String within(int maxLength, @Nullable String text) {
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

    /** As {@link #within}, with each run of white space made one blank. */
    public static @Nullable String line(int maxLength, @Nullable String text) {
        return text == null ? null : within(maxLength, SPACE.matcher(text).replaceAll(" "));
    }
}

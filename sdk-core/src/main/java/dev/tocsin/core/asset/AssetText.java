package dev.tocsin.core.asset;

import dev.tocsin.core.base.ShownText;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One form for the text of assets, and a safe one to show it in. */
final class AssetText {
    private static final int SHOWN = 80;

    private AssetText() {}

    /** NFC and trimmed; null if it is null or blank. */
    static @Nullable String optional(@Nullable String value) {
        return value == null ? null : normal(value);
    }

    /**
     * The same of a field whose text must be whole: half a surrogate pair cannot be stored or sent, and would come back as another
     * text.
     *
     * @throws IllegalArgumentException if it is not; the message names the field and the place, not the text
     */
    static @Nullable String whole(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        int half = half(value);
        if (half >= 0) {
            throw new IllegalArgumentException(ShownText.inLine(field) + ": has half a surrogate pair at place "
                    + (half + 1) + "; whole characters are legal");
        }
        return normal(value);
    }

    /** The index of the first half of a surrogate pair that stands alone; -1 if there is none. */
    static int half(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                if (i + 1 == value.length() || !Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static @Nullable String normal(String value) {
        String normal = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
        return normal.isEmpty() ? null : normal;
    }

    /**
     * NFC and trimmed.
     *
     * @throws IllegalArgumentException if it is null or blank, or its text is not whole; the message names the field
     */
    static String required(String field, @Nullable String value) {
        String normal = whole(field, value);
        if (normal == null) {
            throw new IllegalArgumentException(field + ": is missing; at least 1 character is needed");
        }
        return normal;
    }

    /** The form in which texts are compared that differ by case only: PSAs compare without case as well. */
    static String folded(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** In quotes, on one line and not too long, whatever a source put into it. */
    static String quoted(String value) {
        int end = value.length() <= SHOWN ? value.length() : value.offsetByCodePoints(0, wholeCodePoints(value));
        return "'" + ShownText.inLine(value.substring(0, end)) + (end < value.length() ? "…'" : "'");
    }

    private static int wholeCodePoints(String value) {
        return Math.min(SHOWN, value.codePointCount(0, value.length()));
    }
}

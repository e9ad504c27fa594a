package dev.tocsin.core.asset;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One form for the text of assets, and a safe one to show it in. */
final class AssetText {
    private static final int SHOWN = 80;

    private AssetText() {}

    /** NFC and trimmed; null if it is null or blank. */
    static @Nullable String optional(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String normal = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
        return normal.isEmpty() ? null : normal;
    }

    /**
     * NFC and trimmed.
     *
     * @throws IllegalArgumentException if it is null or blank; the message names the field
     */
    static String required(String field, @Nullable String value) {
        String normal = optional(value);
        if (normal == null) {
            throw new IllegalArgumentException(field + ": is missing; at least 1 character is needed");
        }
        return normal;
    }

    /** Whether it holds half of a surrogate pair, which is no character and would become another one on its way. */
    static boolean isTorn(String value) {
        return value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
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
        StringBuilder text = new StringBuilder("'");
        int end = value.length() <= SHOWN ? value.length() : value.offsetByCodePoints(0, wholeCodePoints(value));
        value.codePoints().limit(value.codePointCount(0, end)).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append(end < value.length() ? "…'" : "'").toString();
    }

    private static int wholeCodePoints(String value) {
        return Math.min(SHOWN, value.codePointCount(0, value.length()));
    }
}

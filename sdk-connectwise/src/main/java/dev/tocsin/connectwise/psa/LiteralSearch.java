package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds records of which a field contains a text, literally and whatever its case.
 *
 * <p>The vendor's grammar has no way to write both kinds of quotes, a backslash, a control character or half a character in
 * one text. Each of these is searched as the wildcard for any one character, and what is found is compared here ({@link #exact},
 * {@link #isMetBy}). Immutable.
 */
final class LiteralSearch {
    private static final String ANY_ONE = "_";
    private static final String WILDCARDS = "[%_*";

    private final String text;
    private final String folded;
    private final String pattern;
    private final boolean exact;

    LiteralSearch(String text) {
        this.text = text;
        this.folded = fold(text);
        boolean bothQuotes = text.indexOf('"') >= 0 && text.indexOf('\'') >= 0;
        StringBuilder like = new StringBuilder();
        boolean loose = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean unwritable = c == '\\'
                    || Character.isISOControl(c)
                    || bothQuotes && c == '"'
                    || !StandardCharsets.UTF_8.newEncoder().canEncode(written(i));
            loose |= unwritable;
            like.append(unwritable ? ANY_ONE : WILDCARDS.indexOf(c) >= 0 ? "[" + c + "]" : String.valueOf(c));
        }
        this.pattern = like.toString();
        this.exact = !loose;
    }

    /** The character at a place with its other half, if it has one. */
    private String written(int place) {
        char c = text.charAt(place);
        if (Character.isHighSurrogate(c) && place + 1 < text.length()) {
            return text.substring(place, place + 2);
        }
        return Character.isLowSurrogate(c) && place > 0 ? text.substring(place - 1, place + 1) : String.valueOf(c);
    }

    /** Whether the server finds no more than what contains the text. */
    boolean exact() {
        return exact;
    }

    /** One of the fields contains the text; of more than that only if the search is not {@link #exact}. */
    Condition on(String... fields) {
        List<Condition> each = Stream.of(fields)
                .map(field -> exact
                        ? Conditions.field(field).contains(text)
                        : Conditions.field(field).like("%" + pattern + "%"))
                .toList();
        return Conditions.any(each);
    }

    /** A field is the text, or, where that cannot be written, is like it. */
    Condition is(String field) {
        return exact
                ? Conditions.field(field).eq(text)
                : Conditions.field(field).like(pattern);
    }

    /** Whether a value contains the text. */
    boolean isMetBy(String value) {
        return fold(value).contains(folded);
    }

    private static String fold(String value) {
        return value.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}

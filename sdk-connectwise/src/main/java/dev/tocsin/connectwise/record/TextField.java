package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds text. Immutable.
 *
 * @param <R> the kind of records that have it
 */
public final class TextField<R> extends Field<R> {
    private final int longest;
    private final int longestBefore2026;

    TextField(String name, int longest, int longestBefore2026, FieldRule... rules) {
        super(name, rules);
        this.longest = longest;
        this.longestBefore2026 = longestBefore2026;
    }

    /**
     * The most characters it takes, counted in UTF-16 units as the server does; {@link Integer#MAX_VALUE} if the vendor
     * states no limit.
     *
     * @param before2026 for the versions of the API before 2026, some of which limits are lower
     */
    public int longest(boolean before2026) {
        return before2026 ? longestBefore2026 : longest;
    }

    /** See {@link Conditions.Operand#eq(String)}. */
    public Condition eq(String text) {
        return operand().eq(text);
    }

    /** Contains a text, whose wildcard characters stand for themselves. */
    public Condition contains(String text) {
        return operand().contains(text);
    }

    /** Begins with a text, whose wildcard characters stand for themselves. */
    public Condition startsWith(String text) {
        return operand().startsWith(text);
    }

    /** See {@link Conditions.Operand#like(String)}. */
    public Condition like(String pattern) {
        return operand().like(pattern);
    }

    /** One of some texts; at least one. */
    public Condition in(Collection<String> texts) {
        return operand().in(texts);
    }

    @Override
    @Nullable
    FieldError fault(Object value, boolean before2026) {
        String text = (String) value;
        int most = longest(before2026);
        if (text.isBlank()) {
            return says("must not be blank");
        }
        if (text.length() > most) {
            return says("at most " + most + " characters, not " + text.length());
        }
        if (!is(FieldRule.MULTILINE) && text.chars().anyMatch(Character::isISOControl)) {
            return says("one line without control characters: the server turns them into spaces");
        }
        if (is(FieldRule.FINDABLE) && !isExpressible(text)) {
            return says("no backslash, no control character and not both kinds of quotes: no condition could find it");
        }
        return null;
    }

    private boolean isExpressible(String text) {
        try {
            return !eq(text).toString().isEmpty();
        } catch (InvalidRequestException e) {
            return false;
        }
    }
}

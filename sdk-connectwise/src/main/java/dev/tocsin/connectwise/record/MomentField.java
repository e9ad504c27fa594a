package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds a moment, in whole seconds of UTC: servers reject fractions and some misread offsets. Immutable.
 *
 * @param <R> the kind of records that have it
 */
public final class MomentField<R> extends Field<R> {
    private static final Instant FIRST = Instant.parse("1753-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    MomentField(String name, FieldRule... rules) {
        super(name, rules);
    }

    /** Equal to a moment, cut to the whole second. */
    public Condition eq(Instant moment) {
        return operand().eq(moment);
    }

    /** Before a moment, cut to the whole second. */
    public Condition before(Instant moment) {
        return operand().before(moment);
    }

    /** At a moment or after it, cut to the whole second, so nothing of that second is missed. */
    public Condition since(Instant moment) {
        return operand().since(moment);
    }

    @Override
    @Nullable
    FieldError fault(Object value, boolean before2026) {
        Instant moment = Instant.parse((String) value);
        return moment.isBefore(FIRST) || moment.isAfter(LAST)
                ? says("between the years 1753 and 9999, the range of the server's database")
                : null;
    }
}

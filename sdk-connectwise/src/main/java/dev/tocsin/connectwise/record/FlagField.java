package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A field that is true or false. Immutable.
 *
 * @param <R> the kind of records that have it
 */
public final class FlagField<R> extends Field<R> {
    FlagField(String name, FieldRule... rules) {
        super(name, rules);
    }

    /** Is true. */
    public Condition isTrue() {
        return operand().eq(true);
    }

    /** Is false. */
    public Condition isFalse() {
        return operand().eq(false);
    }

    @Override
    @Nullable
    FieldError fault(Object value, boolean before2026) {
        return null;
    }
}

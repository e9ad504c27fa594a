package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds a number. Immutable.
 *
 * @param <R> the kind of records that have it
 */
public final class NumberField<R> extends Field<R> {
    private final boolean whole;
    private final int least;
    private final int most;

    /** A decimal number of any size. */
    NumberField(String name, FieldRule... rules) {
        super(name, rules);
        this.whole = false;
        this.least = Integer.MIN_VALUE;
        this.most = Integer.MAX_VALUE;
    }

    /** A whole number of a range. */
    NumberField(String name, int least, int most, FieldRule... rules) {
        super(name, rules);
        this.whole = true;
        this.least = least;
        this.most = most;
    }

    /** Whether it holds whole numbers only. */
    public boolean whole() {
        return whole;
    }

    /** Equal to a number. */
    public Condition eq(long number) {
        return operand().eq(number);
    }

    /** Equal to a decimal number. */
    public Condition eq(BigDecimal number) {
        return operand().eq(number);
    }

    /** Before a number. */
    public Condition lt(long number) {
        return operand().lt(number);
    }

    /** A number or before it. */
    public Condition le(long number) {
        return operand().le(number);
    }

    /** After a number. */
    public Condition gt(long number) {
        return operand().gt(number);
    }

    /** A number or after it. */
    public Condition ge(long number) {
        return operand().ge(number);
    }

    /** One of some numbers; at least one. */
    public Condition in(long... numbers) {
        return operand().in(numbers);
    }

    @Override
    @Nullable
    FieldError fault(Object value, boolean before2026) {
        BigDecimal number = (BigDecimal) value;
        if (!whole) {
            return null;
        }
        boolean fits = number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
        return fits ? null : says("a whole number between " + least + " and " + most + ", not " + number);
    }
}

package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds a list, written as a whole. Immutable.
 *
 * @param <R> the kind of records that have it
 * @param <E> its elements: {@link String}, {@link Integer} or {@link Reference}
 */
public final class ListField<R, E> extends Field<R> {
    ListField(String name, FieldRule... rules) {
        super(name, rules);
    }

    /** A field of its elements, for {@link Query#whereChild}, such as {@code id} of {@code types}. */
    public Conditions.Operand part(String field) {
        return Conditions.field(name() + "/" + field);
    }

    /** The list as plain values. */
    List<Object> plain(List<E> values) {
        return values.stream()
                .map(value -> value instanceof Reference reference ? reference.asValue() : (Object) value)
                .toList();
    }

    @Override
    @Nullable
    FieldError fault(Object value, boolean before2026) {
        return null;
    }
}

package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds a list, written as a whole. Immutable.
 *
 * @param <R> the kind of records that have it
 * @param <E> its elements: {@link String}, {@link Integer}, {@link Reference} or a {@link Draft} of a record inside it
 */
public final class ListField<R, E> extends Field<R> {
    ListField(String name, FieldRule... rules) {
        super(name, rules);
    }

    /** A field of its elements, for {@link Query#whereChild}, such as {@code id} of {@code types}. */
    public Conditions.Operand part(String field) {
        return Conditions.field(name() + "/" + field);
    }

    /** The list as plain values, but for drafts, which are checked when they are sent. */
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

    /** The faults of the drafts in it, each with its place, such as {@code communicationItems[0]/value}. */
    @Override
    List<FieldError> faults(Object value, @Nullable String apiVersion) {
        List<FieldError> faults = new ArrayList<>();
        int place = 0;
        for (Object element : (List<?>) value) {
            String prefix = name() + "[" + place++ + "]/";
            if (element == null) {
                faults.add(new FieldError(name() + "[" + (place - 1) + "]", null, "must not be null"));
            }
            if (element instanceof Draft<?> draft) {
                draft.faults(apiVersion)
                        .forEach(fault ->
                                faults.add(new FieldError(prefix + fault.field(), fault.code(), fault.message())));
            }
        }
        return faults;
    }
}

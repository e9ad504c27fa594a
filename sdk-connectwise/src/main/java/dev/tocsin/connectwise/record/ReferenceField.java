package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A field that points to another record. Immutable.
 *
 * @param <R> the kind of records that have it
 */
public final class ReferenceField<R> extends Field<R> {
    ReferenceField(String name, FieldRule... rules) {
        super(name, rules);
    }

    /** Points to the record with an id. */
    public Condition is(int id) {
        return part("id").eq(id);
    }

    /** Points to the record with a name. */
    public Condition named(String name) {
        return part("name").eq(name);
    }

    /** Points to one of the records with these ids; at least one. */
    public Condition in(long... ids) {
        return part("id").in(ids);
    }

    /** Points to one of the records with these names; at least one. */
    public Condition namedOneOf(Collection<String> names) {
        return part("name").in(names);
    }

    /** A field of the record that it points to, such as {@code identifier} of a company. */
    public Conditions.Operand part(String field) {
        return Conditions.field(name() + "/" + field);
    }

    @Override
    @Nullable
    FieldError fault(Object value, boolean before2026) {
        return null;
    }
}

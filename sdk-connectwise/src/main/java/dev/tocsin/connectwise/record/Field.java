package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of one kind of records: its name in the API, what may be written into it, and the conditions that it can stand
 * in. Immutable.
 *
 * @param <R> the kind of records that have it
 */
public abstract sealed class Field<R>
        permits FlagField, ListField, MomentField, NumberField, ReferenceField, TextField {
    private final String name;
    private final Set<FieldRule> rules;

    Field(String name, FieldRule... rules) {
        this.name = name;
        this.rules = Set.of(rules);
    }

    /** Its name in the API. */
    public final String name() {
        return name;
    }

    /** Whether a rule holds for it. */
    public final boolean is(FieldRule rule) {
        return rules.contains(rule);
    }

    /** Has no value. */
    public final Condition isNull() {
        return operand().isNull();
    }

    /** Has a value. */
    public final Condition isNotNull() {
        return operand().isNotNull();
    }

    /** It, waiting for what it is compared with. */
    final Conditions.Operand operand() {
        return Conditions.field(name);
    }

    /**
     * What is wrong with a value for a server of a version; null if nothing is.
     *
     * @param before2026 whether the server keeps the shorter limits of the versions before 2026
     */
    abstract @Nullable FieldError fault(Object value, boolean before2026);

    /** All that is wrong with a value for a server of a version; null for the latest. */
    List<FieldError> faults(Object value, @Nullable String apiVersion) {
        FieldError fault = fault(value, apiVersion != null && apiVersion.compareTo("2026") < 0);
        return fault == null ? List.of() : List.of(fault);
    }

    final FieldError says(String message) {
        return new FieldError(name, null, message);
    }

    @Override
    public final String toString() {
        return name;
    }
}

package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values for the fields of a record, as a draft or an edit collects them. Nothing is checked while they are set: all
 * faults are told at once when it is sent. Of a field that is set twice the last value counts, but a custom field that is
 * set twice is refused, since it can be named in two ways. Not thread-safe.
 *
 * @param <R> the kind of records
 * @param <S> the collecting class itself
 */
public abstract sealed class Values<R, S extends Values<R, S>> permits Draft, Edit {
    private final RecordType<R> type;
    private final Map<Field<R>, @Nullable Object> values = new LinkedHashMap<>();
    /** Fields whose last value is null, told as faults. */
    private final Set<Field<R>> nulls = new LinkedHashSet<>();

    private final List<CustomFieldChange> customFields = new ArrayList<>();

    Values(RecordType<R> type) {
        this.type = type;
    }

    abstract S self();

    /** The kind of records. */
    public final RecordType<R> type() {
        return type;
    }

    /** Sets a text. */
    public final S set(TextField<R> field, String value) {
        return given(field, value);
    }

    /** Sets a whole number. */
    public final S set(NumberField<R> field, long value) {
        return put(field, BigDecimal.valueOf(value));
    }

    /** Sets a decimal number. */
    public final S set(NumberField<R> field, BigDecimal value) {
        return given(field, value);
    }

    /** Sets a flag. */
    public final S set(FlagField<R> field, boolean value) {
        return put(field, value);
    }

    /** Sets a moment, cut to the whole second. */
    public final S set(MomentField<R> field, Instant value) {
        return given(
                field, value, moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Sets a reference. */
    public final S set(ReferenceField<R> field, Reference value) {
        return given(field, value);
    }

    /** Sets a whole list. */
    public final <E> S set(ListField<R, E> field, List<E> value) {
        return given(field, value, field::plain);
    }

    /**
     * Sets the custom field with an id, the surest way to name it.
     *
     * @param value a {@link String}, a {@link Number} or a {@link Boolean}; null for none
     */
    public final S customField(int id, @Nullable Object value) {
        customFields.add(new CustomFieldChange(id, null, value));
        return self();
    }

    /**
     * Sets the custom field with a caption, in any case.
     *
     * @param value a {@link String}, a {@link Number} or a {@link Boolean}; null for none
     */
    public final S customField(String caption, @Nullable Object value) {
        customFields.add(new CustomFieldChange(null, caption, value));
        return self();
    }

    /** A value for a field; null, which only callers without null checks pass, is told as a fault when it is sent. */
    private S given(Field<R> field, @Nullable Object value) {
        return given(field, value, same -> same);
    }

    private <V> S given(Field<R> field, @Nullable V value, Function<V, Object> form) {
        if (value != null) {
            return put(field, form.apply(value));
        }
        values.remove(field);
        nulls.add(field);
        return self();
    }

    final S put(Field<R> field, @Nullable Object value) {
        nulls.remove(field);
        values.put(field, value);
        return self();
    }

    /** What to do instead of setting null. */
    abstract String insteadOfNull();

    /** The fields that were set to null. */
    final Set<Field<R>> nulls() {
        return Collections.unmodifiableSet(nulls);
    }

    /** What was set, in the order of setting; a cleared field has null. */
    final Map<Field<R>, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** The custom fields that were set, in the order of setting. */
    public final List<CustomFieldChange> customFields() {
        return List.copyOf(customFields);
    }

    /** The faults of the values themselves; {@code refused} says which fields may not be written here. */
    final List<FieldError> valueFaults(@Nullable String apiVersion, FieldRule... refused) {
        List<FieldError> faults = new ArrayList<>();
        nulls.forEach(field -> faults.add(field.says("must not be null; " + insteadOfNull())));
        values.forEach((field, value) -> {
            for (FieldRule rule : refused) {
                if (field.is(rule)) {
                    faults.add(field.says(
                            rule == FieldRule.READ_ONLY ? "is set by the server" : "can be set at creation only"));
                }
            }
            if (value != null) {
                faults.addAll(field.faults(value, apiVersion));
            }
        });
        for (int i = 0; i < customFields.size(); i++) {
            CustomFieldChange change = customFields.get(i);
            faults.addAll(change.faults());
            if (customFields.subList(0, i).stream().anyMatch(change::repeats)) {
                faults.add(new FieldError(change.place(), null, "is set twice"));
            }
        }
        return faults;
    }

    /** A value as plain maps, lists and values. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> element instanceof Draft<?> draft ? draft.asValue() : element)
                    .toList();
        }
        return value instanceof Reference reference ? reference.asValue() : value;
    }

    /** Names the fields, not their values, which may be secret. */
    @Override
    public final String toString() {
        return type + values.keySet().toString();
    }
}

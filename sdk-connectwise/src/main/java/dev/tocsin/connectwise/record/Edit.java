package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a record: only what is set or cleared is sent, each reference as a whole, since the vendor's guide warns
 * that a patch inside one may be answered 200 without effect. Not thread-safe; it can be sent for several records.
 *
 * @param <R> the kind of record
 */
public final class Edit<R> extends Values<R, Edit<R>> {
    Edit(RecordType<R> type) {
        super(type);
    }

    @Override
    Edit<R> self() {
        return this;
    }

    @Override
    String insteadOfNull() {
        return "use clear() to take the value away";
    }

    /** Takes the value of a field away. */
    public Edit<R> clear(Field<R> field) {
        return put(field, null);
    }

    /**
     * What a server would refuse, all faults at once; empty if nothing can be told against it.
     *
     * @param apiVersion the version of the API, such as {@code 2025.1}; null for the latest
     */
    public List<FieldError> faults(@Nullable String apiVersion) {
        List<FieldError> faults = new ArrayList<>();
        if (values().isEmpty() && nulls().isEmpty() && customFields().isEmpty()) {
            faults.add(new FieldError("edit", null, "must change at least one field"));
        }
        values().forEach((field, value) -> {
            if (value == null && field.is(FieldRule.REQUIRED)) {
                faults.add(field.says("is required and cannot be cleared"));
            }
        });
        type().companions().forEach((edited, needed) -> {
            if (values().get(edited) != null && values().get(needed) == null) {
                faults.add(needed.says("is required with a new " + edited + ", to which it belongs"));
            }
        });
        faults.addAll(valueFaults(apiVersion, FieldRule.READ_ONLY, FieldRule.CREATE_ONLY));
        return faults;
    }

    /** What is set, as plain maps, lists and values by the API's names; null for what is cleared. */
    public Map<String, @Nullable Object> asValue() {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        values().forEach((field, value) -> changes.put(field.name(), plain(value)));
        return changes;
    }

    /** The fields whose value in the answer can be compared with what was asked, with the value; null if cleared. */
    public Map<Field<R>, @Nullable Object> comparable() {
        Map<Field<R>, @Nullable Object> asked = new LinkedHashMap<>(values());
        asked.keySet().removeIf(field -> field.is(FieldRule.UNCOMPARED));
        return asked;
    }
}

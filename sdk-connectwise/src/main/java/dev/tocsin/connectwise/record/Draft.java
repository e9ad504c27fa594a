package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record to be created. Not thread-safe; it can be sent several times, and is checked each time.
 *
 * @param <R> the kind of record
 */
public final class Draft<R> extends Values<R, Draft<R>> {
    Draft(RecordType<R> type) {
        super(type);
    }

    @Override
    Draft<R> self() {
        return this;
    }

    @Override
    String insteadOfNull() {
        return "leave it out";
    }

    /**
     * What a server would refuse, all faults at once; empty if nothing can be told against it.
     *
     * @param apiVersion the version of the API, such as {@code 2025.1}; null for the latest
     */
    public List<FieldError> faults(@Nullable String apiVersion) {
        List<FieldError> faults = new ArrayList<>();
        for (Field<R> field : type().fields()) {
            if (field.is(FieldRule.REQUIRED) && values().get(field) == null && !nulls().contains(field)) {
                faults.add(field.says("is required"));
            }
        }
        faults.addAll(valueFaults(apiVersion, FieldRule.READ_ONLY));
        return faults;
    }

    /** The record as plain maps, lists and values by the API's names. */
    public Map<String, Object> asValue() {
        Map<String, Object> record = new LinkedHashMap<>();
        values().forEach((field, value) -> record.put(field.name(), Objects.requireNonNull(plain(value))));
        List<Map<String, @Nullable Object>> custom = new ArrayList<>();
        for (CustomFieldChange change : customFields()) {
            Map<String, @Nullable Object> element = new LinkedHashMap<>();
            element.put(change.id() != null ? "id" : "caption", change.id() != null ? change.id() : change.caption());
            element.put("value", change.value());
            custom.add(element);
        }
        if (!custom.isEmpty()) {
            record.put("customFields", custom);
        }
        return record;
    }
}

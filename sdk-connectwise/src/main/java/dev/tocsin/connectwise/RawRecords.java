package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.http.TransportRequest.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of a kind that has no class of its own here. Nothing is known of their fields, so nothing is checked before it
 * is sent, nor compared afterwards. Thread-safe.
 *
 * @param <T> what the caller reads them as
 */
public final class RawRecords<T> extends ReadableRecords<T> {
    RawRecords(Gateway gateway, String path, RecordType<T> type) {
        super(gateway, path, type);
    }

    /** Creates a record; see {@link #create(Object, CallOptions)}. */
    public T create(Object draft) {
        return create(draft, CallOptions.none());
    }

    /**
     * Creates a record.
     *
     * @param draft a record, a bean or a map with the API's names
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been created
     */
    public T create(Object draft, CallOptions options) {
        return type().read(gateway()
                .send(Call.write(Method.POST, path(), Json.of(draft), options))
                .record());
    }

    /** Changes a record; see {@link #edit(int, Map, CallOptions)}. */
    public T edit(int id, Map<String, @Nullable Object> changes) {
        return edit(id, changes, CallOptions.none());
    }

    /**
     * Changes a record.
     *
     * @param changes the new values by the API's names, references as whole maps; null takes a value away
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have changed
     */
    public T edit(int id, Map<String, @Nullable Object> changes, CallOptions options) {
        List<Map<String, Object>> operations = new ArrayList<>();
        changes.forEach((field, value) -> operations.add(EditableRecords.operation(field, value)));
        return type().read(gateway()
                .send(Call.write(Method.PATCH, path(id), Json.of(operations), options))
                .record());
    }

    /** Deletes a record; false if the server knows none with the id. */
    public boolean delete(int id) {
        return Records.delete(gateway(), path(id), CallOptions.none());
    }
}

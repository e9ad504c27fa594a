package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table that the interface writes to. Every write runs the whole record through the same rules and reports all faults
 * at once.
 */
public final class Writable {
    private final Table table;
    private final Stamps stamps;
    private final Set<String> readOnly;
    private final List<String> required;
    private final Rules rules;
    private Consumer<ObjectNode> beforeDelete = row -> {};

    Writable(Table table, Stamps stamps, Set<String> readOnly, List<String> required, Rules rules) {
        this.table = table;
        this.stamps = stamps;
        this.readOnly = new HashSet<>(readOnly);
        this.readOnly.addAll(Set.of("id", "_info"));
        this.required = required;
        this.rules = rules;
    }

    /** What must happen before a record goes; it throws to keep the record. */
    Writable beforeDelete(Consumer<ObjectNode> action) {
        beforeDelete = action;
        return this;
    }

    /** The records. */
    public Table table() {
        return table;
    }

    /**
     * Creates a record.
     *
     * @param fixed fields that the path decides, such as the parent's id
     * @throws ApiError 400 with every fault
     */
    public ObjectNode create(ObjectNode fixed, JsonNode body, String actor) {
        ObjectNode row = ValueReader.readAll(table.kind(), body, readOnly);
        row.setAll(fixed);
        settle(row, null);
        stamps.entered(row, actor);
        return table.add(row);
    }

    /**
     * Changes a record.
     *
     * @throws ApiError 400 if the whole record is not valid afterwards, 404 if there is none
     */
    public ObjectNode patch(int id, JsonNode operations, String actor) {
        ObjectNode before = table.require(id);
        return store(JsonPatch.apply(table.kind(), before, operations, readOnly), before, actor);
    }

    /**
     * Replaces a record; what is not sent becomes empty or its default.
     *
     * @throws ApiError 400 with every fault, 404 if there is none
     */
    public ObjectNode replace(int id, JsonNode body, String actor) {
        ObjectNode before = table.require(id);
        return store(replacement(table.kind(), before, body, readOnly), before, actor);
    }

    /** A body with the read-only fields of the record that it replaces. */
    static ObjectNode replacement(RecordKind kind, ObjectNode before, JsonNode body, Set<String> readOnly) {
        ObjectNode row = ValueReader.readAll(kind, body, readOnly);
        readOnly.stream().filter(before::has).forEach(field -> row.set(field, before.get(field)));
        return row;
    }

    private ObjectNode store(ObjectNode row, ObjectNode before, String actor) {
        settle(row, before);
        stamps.updated(row, actor);
        table.put(row);
        return row;
    }

    /**
     * Deletes a record.
     *
     * @throws ApiError 404 if there is none, 409 if it is in use
     */
    public void delete(int id) {
        beforeDelete.accept(table.require(id));
        table.remove(id);
    }

    private void settle(ObjectNode row, @Nullable ObjectNode before) {
        String resource = table.kind().resource();
        List<FieldFault> faults = missing(table.kind(), row, required);
        faults.addAll(ValueReader.tooLong(table.kind(), row));
        rules.settle(row, before == null ? row : before, faults);
        if (!faults.isEmpty()) {
            throw ApiError.invalid(resource, faults);
        }
    }

    /** A fault for each required field that is missing or blank. */
    static List<FieldFault> missing(RecordKind kind, ObjectNode row, List<String> required) {
        List<FieldFault> faults = new ArrayList<>();
        for (String field : required) {
            JsonNode value = row.path(field);
            if (value.isMissingNode() || (value.isTextual() && value.textValue().isBlank())) {
                faults.add(FieldFault.missing(kind.resource(), field));
            }
        }
        return faults;
    }

    /** The rules of one kind of record. */
    @FunctionalInterface
    interface Rules {
        /** Fills in defaults and expands references in place; adds what is wrong to the faults. Before = row if new. */
        void settle(ObjectNode row, ObjectNode before, List<FieldFault> faults);
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Finds the record that a sent reference means. */
@FunctionalInterface
interface Lookup {
    /**
     * The expanded reference, or null if there is no such record.
     *
     * @param sent the reference as it was sent: by id, or by identifier or name
     * @param row the record that refers, for references that are legal within a company only
     */
    @Nullable
    ObjectNode find(JsonNode sent, ObjectNode row);

    /** Finds the rows of a table. */
    static Lookup in(Table table) {
        return (sent, row) -> {
            ObjectNode found = table.find(sent, r -> true);
            return found == null ? null : table.reference(found);
        };
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How references are written out and checked. */
final class References {
    private References() {}

    /**
     * Makes references of rows.
     *
     * @param baseUrl the interface's address
     * @param what the name of the link, to which {@code _href} is added
     * @param path the path in front of the id
     * @param fields what is copied from the row besides the id
     */
    static Function<ObjectNode, ObjectNode> of(
            Supplier<String> baseUrl, String what, Function<ObjectNode, String> path, String... fields) {
        return row -> {
            ObjectNode ref = Json.object();
            ref.set("id", row.path("id"));
            for (String field : fields) {
                if (row.has(field)) {
                    ref.set(field, row.get(field));
                }
            }
            ref.putObject("_info")
                    .put(
                            what + "_href",
                            baseUrl.get() + path.apply(row) + row.path("id").asInt());
            return ref;
        };
    }

    /** Puts the expanded reference in place of the sent one, or adds the fault that there is no such record. */
    static void settle(
            String resource, ObjectNode row, String field, String label, Lookup lookup, List<FieldFault> faults) {
        JsonNode sent = row.path(field);
        if (!sent.isObject()) {
            return;
        }
        ObjectNode found = lookup.find(sent, row);
        if (found == null) {
            faults.add(notFound(resource, field, label, sent));
        } else {
            row.set(field, found);
        }
    }

    /** The fault of a reference to what is not there. */
    static FieldFault notFound(String resource, String field, String label, JsonNode sent) {
        String key = sent.path("id").asInt() != 0 ? "id" : sent.has("identifier") ? "identifier" : "name";
        return FieldFault.notFound(
                label + " " + sent.path(key).asText("?") + " not found", resource, field + "/" + key);
    }

    /** Adds a fault for each of these references, since no such records are held. */
    static void refuse(String resource, ObjectNode row, List<String> fields, List<FieldFault> faults) {
        for (String field : fields) {
            settle(resource, row, field, field, References::none, faults);
        }
    }

    private static @Nullable ObjectNode none(JsonNode sent, ObjectNode row) {
        return null;
    }

    /** Sets a flag that is not there. */
    static void flags(ObjectNode row, boolean value, String... fields) {
        for (String field : fields) {
            if (!row.has(field)) {
                row.put(field, value);
            }
        }
    }
}

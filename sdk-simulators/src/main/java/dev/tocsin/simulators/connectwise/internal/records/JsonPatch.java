package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.Set;

/**
 * The server's dialect of JSON Patch: add, replace and remove; paths case-sensitive with or without a leading slash. A
 * path into a reference and a path to a read-only field are accepted and change nothing (the guide's "false 200").
 */
final class JsonPatch {
    private JsonPatch() {}

    /**
     * The row after the operations; the given row is left as it is.
     *
     * @throws ApiError 400 if an operation is not understood
     */
    static ObjectNode apply(RecordKind kind, ObjectNode row, JsonNode operations, Set<String> readOnly) {
        if (!operations.isArray()) {
            throw ApiError.connectWiseApi(
                    400, "Cannot deserialize the current JSON object: a JSON array of patch operations is required.");
        }
        ObjectNode patched = Json.object().setAll(row);
        for (JsonNode operation : operations) {
            one(kind, patched, operation, readOnly);
        }
        return patched;
    }

    private static void one(RecordKind kind, ObjectNode row, JsonNode operation, Set<String> readOnly) {
        String op = operation.path("op").asText("");
        if (!Set.of("add", "replace", "remove").contains(op)) {
            throw ApiError.invalid(FieldFault.invalid(
                    "The patch operation '" + op + "' is not supported: use add, replace or remove.",
                    kind.resource(),
                    "op"));
        }
        String path = operation.path("path").asText("");
        String[] segments = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
        RecordKind.Field field = kind.field(segments[0])
                .orElseThrow(() -> ApiError.invalid(FieldFault.invalid(
                        "The path '" + path + "' does not exist on the resource " + kind.resource() + ".",
                        kind.resource(),
                        path)));
        if (readOnly.contains(field.name())) {
            return;
        }
        JsonNode value = operation.path("value");
        boolean removes = op.equals("remove") || value.isMissingNode() || value.isNull();
        if (segments.length > 1) {
            inside(row, field, segments, removes, value, op.equals("add"));
        } else if (removes) {
            row.remove(field.name());
        } else {
            row.set(field.name(), ValueReader.read(field, value));
        }
    }

    /** An element of an array or a property of one; anything inside a reference changes nothing. */
    private static void inside(
            ObjectNode row, RecordKind.Field field, String[] segments, boolean removes, JsonNode value, boolean adds) {
        if ("asc".indexOf(field.kind()) < 0) {
            return;
        }
        ArrayNode array = row.path(field.name()) instanceof ArrayNode present ? present.deepCopy() : Json.array();
        boolean append = segments[1].equals("-") || segments[1].equals(String.valueOf(array.size()));
        if (append && segments.length == 2 && !removes) {
            array.add(value);
        } else if (adds && segments.length == 2 && segments[1].matches("\\d{1,6}")) {
            // An element added before the end is appended all the same, and is no default [LIVE].
            JsonNode added = value.deepCopy();
            if (added instanceof ObjectNode element) {
                element.remove("defaultFlag");
            }
            array.add(added);
        } else if (segments[1].matches("\\d{1,6}") && Integer.parseInt(segments[1]) < array.size()) {
            element(array, Integer.parseInt(segments[1]), segments, removes, value);
        } else {
            throw ApiError.connectWiseApi(
                    400, "The index '" + segments[1] + "' of '" + field.name() + "' is out of range.");
        }
        row.set(field.name(), array);
    }

    private static void element(ArrayNode array, int index, String[] segments, boolean removes, JsonNode value) {
        if (segments.length == 2) {
            if (removes) {
                array.remove(index);
            } else {
                array.set(index, value);
            }
        } else if (array.get(index) instanceof ObjectNode element) {
            if (removes) {
                element.remove(segments[2]);
            } else {
                element.set(segments[2], value);
            }
        }
    }
}

package dev.tocsin.simulators.connectwise.internal.query;

import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import java.util.List;

/** Turns fields as callers write them into paths, and refuses those that a kind of record does not have. */
final class FieldPaths {
    private static final int MAX_SEGMENTS = 8;

    private FieldPaths() {}

    /**
     * The path of a field of a record.
     *
     * @throws ApiError 400 if the record has no such field
     */
    static List<String> of(RecordKind kind, String written) {
        String[] segments = written.split("/", -1);
        String root = kind.searchable(segments[0]).orElse(null);
        if (root == null || segments.length > MAX_SEGMENTS) {
            throw ApiError.connectWiseApi(
                    400, "The field '" + written + "' does not exist on the resource " + kind.resource() + ".");
        }
        segments[0] = root;
        return List.of(String.join("/", segments).split("/", -1));
    }

    /**
     * The path of a part of a custom field.
     *
     * @throws ApiError 400 unless it is caption, value, type or id
     */
    static List<String> ofCustomField(String written) {
        for (String known : List.of("caption", "value", "type", "id")) {
            if (known.equalsIgnoreCase(written)) {
                return List.of(known);
            }
        }
        throw ApiError.connectWiseApi(
                400, "The field '" + written + "' does not exist on a custom field: use caption and value.");
    }
}

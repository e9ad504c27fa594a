package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.connectwise.internal.query.ListQuery;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Call;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call that found its route.
 *
 * @param call the call
 * @param path the interface's path
 * @param ids the numbers in the path, from left to right
 */
record Target(Call call, String path, List<Integer> ids) {
    int id(int index) {
        return ids.get(index);
    }

    JsonNode body() {
        return Json.parse(call.body());
    }

    /** What the call's query asks of a list. */
    ListQuery query(RecordKind kind) {
        return ListQuery.of(kind, call.query(), forwardOnly());
    }

    /** What the body of a search and the call's query ask of a list; the body's names are in lower case. */
    ListQuery search(RecordKind kind) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parameters.putAll(call.query());
        body().properties().forEach(e -> {
            if (e.getValue().isTextual()) {
                parameters.put(e.getKey(), e.getValue().textValue());
            }
        });
        return ListQuery.of(kind, parameters, forwardOnly());
    }

    private boolean forwardOnly() {
        return call.header("pagination-type").orElse("").equalsIgnoreCase("forward-only");
    }
}

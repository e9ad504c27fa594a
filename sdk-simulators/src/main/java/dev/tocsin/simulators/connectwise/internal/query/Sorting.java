package dev.tocsin.simulators.connectwise.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import java.util.Comparator;
import java.util.List;

/** Reads {@code orderBy}: fields with asc or desc, comma between them. Missing values come first, as in SQL Server. */
final class Sorting {
    private static final Comparator<ObjectNode> BY_ID =
            Comparator.comparingInt(row -> row.path("id").asInt());

    private Sorting() {}

    /**
     * The order asked for, ties broken by id.
     *
     * @throws ApiError 400 if it cannot be read
     */
    static Comparator<ObjectNode> of(String orderBy, RecordKind kind) {
        if (orderBy.isBlank()) {
            return BY_ID;
        }
        Comparator<ObjectNode> order = null;
        for (String part : orderBy.split(",", -1)) {
            String[] words = part.strip().split("\\s+");
            boolean descending = words.length == 2 && words[1].equalsIgnoreCase("desc");
            if (words.length > 2
                    || words[0].isEmpty()
                    || (words.length == 2 && !descending && !words[1].equalsIgnoreCase("asc"))) {
                throw ApiError.connectWiseApi(
                        400, "The orderBy '" + part.strip() + "' is not valid: use 'field asc' or 'field desc'.");
            }
            List<String> path = FieldPaths.of(kind, words[0]);
            Comparator<ObjectNode> one = (a, b) -> compare(Condition.at(a, path), Condition.at(b, path));
            one = descending ? one.reversed() : one;
            order = order == null ? one : order.thenComparing(one);
        }
        return order == null ? BY_ID : order.thenComparing(BY_ID);
    }

    private static int compare(JsonNode a, JsonNode b) {
        boolean noA = a.isMissingNode() || a.isNull();
        boolean noB = b.isMissingNode() || b.isNull();
        if (noA || noB) {
            return Boolean.compare(!noA, !noB);
        }
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.asText().compareToIgnoreCase(b.asText());
    }
}

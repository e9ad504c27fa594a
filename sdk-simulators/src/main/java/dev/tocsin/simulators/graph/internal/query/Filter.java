package dev.tocsin.simulators.graph.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** A condition on a record. Immutable. */
public interface Filter {
    /** Every record. */
    Filter ALL = record -> true;

    /** Whether a record is meant. */
    boolean matches(JsonNode record);

    /**
     * Reads a filter.
     *
     * @param rules which properties and operators the resource takes
     * @throws dev.tocsin.simulators.graph.internal.wire.GraphError 400 in the service's words if it is not understood
     */
    static Filter parse(String text, FilterRules rules) {
        return text.isBlank() ? ALL : new FilterParser(text, rules).parse();
    }

    /**
     * What is below a path such as {@code status/errorCode}; missing if nothing is. The empty path is the
     * record itself.
     */
    static JsonNode at(JsonNode record, String path) {
        JsonNode node = record;
        if (path.isEmpty()) {
            return node;
        }
        for (String part : path.split("/")) {
            node = node.path(part);
        }
        return node;
    }

    /** A comparison of one property. */
    static Filter compare(String path, String operator, List<Literal> literals) {
        return record -> {
            JsonNode value = at(record, path);
            if (operator.equals("in")) {
                return literals.stream().anyMatch(one -> Integer.valueOf(0).equals(one.compare(value)));
            }
            Integer order = literals.get(0).compare(value);
            if (operator.equals("ne")) {
                return order == null || order != 0;
            }
            if (order == null) {
                return false;
            }
            return switch (operator) {
                case "eq" -> order == 0;
                case "gt" -> order > 0;
                case "ge" -> order >= 0;
                case "lt" -> order < 0;
                default -> order <= 0;
            };
        };
    }

    /** A function of a property and a text. */
    static Filter function(String name, String path, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return record -> {
            String value = at(record, path).asText("").toLowerCase(Locale.ROOT);
            return switch (name) {
                case "startswith" -> value.startsWith(wanted);
                case "endswith" -> value.endsWith(wanted);
                default -> value.contains(wanted);
            };
        };
    }
}

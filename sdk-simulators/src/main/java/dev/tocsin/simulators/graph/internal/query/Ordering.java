package dev.tocsin.simulators.graph.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/** {@code $orderby} with one property. */
public final class Ordering {
    private Ordering() {}

    /**
     * Reads it.
     *
     * @param sortable the properties that the resource sorts by
     * @throws GraphError 400 in the service's words if it does not sort so
     */
    public static Comparator<JsonNode> parse(String text, Set<String> sortable) {
        String[] parts = text.strip().split("\\s+");
        String property = sortable.stream()
                .filter(parts[0]::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> GraphError.unsupportedQuery("Sorting not supported for current query."));
        String direction = parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "asc";
        if (parts.length > 2 || !Set.of("asc", "desc").contains(direction)) {
            throw GraphError.badRequest("Invalid orderby clause: Syntax error in '" + text + "'.");
        }
        // Times sort as moments: written with more or fewer digits they do not sort as texts.
        Comparator<JsonNode> ascending = property.endsWith("DateTime")
                ? Comparator.comparing(
                        (JsonNode r) -> java.time.Instant.parse(r.path(property).asText()))
                : Comparator.comparing(
                        (JsonNode r) -> r.path(property).asText("").toLowerCase(Locale.ROOT));
        return (direction.equals("asc") ? ascending : ascending.reversed())
                .thenComparing(r -> r.path("id").asText());
    }
}

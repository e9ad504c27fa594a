package dev.tocsin.simulators.graph.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $search} of users: clauses {@code "property:words"} in quotes, joined by AND and OR in capitals
 * (concepts/aad-advanced-queries.md). Of a display name each word counts from its beginning; of any other property the
 * whole value does. Immutable.
 */
public final class Search {
    private static final Set<String> PROPERTIES = Set.of(
            "displayname",
            "givenname",
            "surname",
            "mail",
            "mailnickname",
            "userprincipalname",
            "othermails",
            "proxyaddresses");
    private static final Pattern CLAUSE = Pattern.compile("\\s*\"([^\":]+):([^\"]*)\"\\s*(AND|OR)?");

    private final List<List<Filter>> alternatives;

    private Search(List<List<Filter>> alternatives) {
        this.alternatives = alternatives;
    }

    /** @throws GraphError 400 in the service's words if it is not understood */
    public static Search parse(String text) {
        List<List<Filter>> alternatives = new ArrayList<>();
        List<Filter> all = new ArrayList<>();
        Matcher clause = CLAUSE.matcher(text);
        int at = 0;
        boolean more = true;
        while (more) {
            if (!clause.find(at) || clause.start() != at) {
                throw GraphError.badRequest("Invalid $search clause: Syntax error at position " + at + " in '" + text
                        + "'. Put each clause in double quotes.");
            }
            all.add(matching(clause.group(1), clause.group(2)));
            if ("OR".equals(clause.group(3))) {
                alternatives.add(all);
                all = new ArrayList<>();
            }
            more = clause.group(3) != null;
            at = clause.end();
        }
        if (!text.substring(at).isBlank()) {
            throw GraphError.badRequest(
                    "Invalid $search clause: Syntax error at position " + at + " in '" + text + "'.");
        }
        alternatives.add(all);
        return new Search(alternatives);
    }

    private static Filter matching(String property, String words) {
        if (!PROPERTIES.contains(property.strip().toLowerCase(Locale.ROOT))) {
            throw GraphError.unsupportedQuery("Property '" + property + "' is not searchable.");
        }
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        boolean byWords = property.strip().equalsIgnoreCase("displayName");
        return record -> {
            JsonNode value = property(record, property.strip());
            if (value.isArray()) {
                for (JsonNode one : value) {
                    if (one.asText().toLowerCase(Locale.ROOT).startsWith(wanted)) {
                        return true;
                    }
                }
                return false;
            }
            String held = value.asText("").toLowerCase(Locale.ROOT);
            return held.startsWith(wanted) || byWords && held.contains(" " + wanted);
        };
    }

    private static JsonNode property(JsonNode record, String name) {
        return record.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .<JsonNode>map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(record.path(name));
    }

    /** Whether a record is meant. */
    public boolean matches(JsonNode record) {
        return alternatives.stream().anyMatch(all -> all.stream().allMatch(one -> one.matches(record)));
    }
}

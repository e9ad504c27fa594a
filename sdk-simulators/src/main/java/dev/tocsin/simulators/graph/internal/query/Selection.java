package dev.tocsin.simulators.graph.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The properties that are shown of each record. Immutable. */
public final class Selection {
    private final Set<String> names;
    private final boolean asked;

    private Selection(Collection<String> names, boolean asked) {
        this.names = new LinkedHashSet<>(names);
        this.asked = asked;
    }

    /**
     * Reads {@code $select}.
     *
     * @param text what it says; blank for the default set
     * @param known all properties of the type
     * @param defaults what is shown if nothing is asked for
     * @throws GraphError 400 in the service's words if a property does not exist
     */
    public static Selection parse(String text, String type, Set<String> known, List<String> defaults) {
        if (text.isBlank()) {
            return new Selection(defaults, false);
        }
        List<String> names = new ArrayList<>();
        for (String part : text.split(",")) {
            String name = part.strip();
            names.add(known.stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> GraphError.badRequest(
                            "Parsing OData Select and Expand failed: Could not find a property named '" + name
                                    + "' on type 'microsoft.graph." + type + "'.")));
        }
        return new Selection(names, true);
    }

    /** A selection of these properties. */
    public static Selection of(Collection<String> names) {
        return new Selection(names, true);
    }

    /** Whether properties were asked for by name; each such request is cheaper (concepts/throttling-limits.md). */
    public boolean asked() {
        return asked;
    }

    /** The properties in the order asked for. */
    public Set<String> names() {
        return Set.copyOf(names);
    }

    /** The properties as {@code @odata.context} names them; empty for the default set. */
    public String context() {
        return asked ? "(" + String.join(",", names) + ")" : "";
    }

    /**
     * The selected properties of a record; what it does not have is null.
     *
     * @param collections those properties that are empty rather than null
     * @param neverNull those properties that are left out rather than null
     */
    public ObjectNode cut(ObjectNode record, Set<String> collections, Set<String> neverNull) {
        ObjectNode cut = Json.object();
        for (String name : names) {
            JsonNode value = record.get(name);
            if (value != null) {
                cut.set(name, value);
            } else if (collections.contains(name)) {
                cut.putArray(name);
            } else if (!neverNull.contains(name)) {
                cut.putNull(name);
            }
        }
        return cut;
    }

    /** Those of the selected properties that a record has, and its id. */
    public ObjectNode cutPresent(ObjectNode record) {
        ObjectNode cut = Json.object();
        for (String name : names) {
            JsonNode value = record.get(name);
            if (value != null) {
                cut.set(name, value);
            }
        }
        cut.set("id", record.path("id"));
        return cut;
    }
}

package dev.tocsin.simulators.connectwise.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code fields} and cuts records down to them; unknown names are passed over. Immutable. */
public final class Selection {
    private final List<String[]> paths = new ArrayList<>();

    private Selection(String fields) {
        for (String field : fields.split(",", -1)) {
            if (!field.isBlank()) {
                paths.add(field.strip().split("/", 3));
            }
        }
    }

    /** The selection that a {@code fields} parameter asks for; blank means everything. */
    public static Selection of(String fields) {
        return new Selection(fields);
    }

    /** Whether everything is asked for. */
    boolean isEverything() {
        return paths.isEmpty();
    }

    /** A record cut down; the record itself if everything is asked for. */
    public ObjectNode cut(ObjectNode row) {
        if (paths.isEmpty()) {
            return row;
        }
        ObjectNode cut = Json.object();
        for (String[] path : paths) {
            JsonNode value = row.get(path[0]);
            if (value == null) {
                continue;
            }
            if (path.length == 1) {
                cut.set(path[0], value);
            } else if (value.has(path[1])) {
                ObjectNode inner = cut.get(path[0]) instanceof ObjectNode o ? o : Json.object();
                inner.set(path[1], value.get(path[1]));
                cut.set(path[0], inner);
            }
        }
        return cut;
    }
}

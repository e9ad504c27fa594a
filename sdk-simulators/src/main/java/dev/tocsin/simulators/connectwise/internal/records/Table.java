package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.IdRange;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of one kind, by id. A stored row is never changed in place, only replaced, so that an answer can be written
 * from it and references to it can be shared.
 */
public final class Table {
    private static final int MAX_WRITTEN = 50_000;

    private final RecordKind kind;
    private final String label;
    private final Function<ObjectNode, ObjectNode> reference;
    private final TreeMap<Integer, ObjectNode> rows = new TreeMap<>();
    private final Map<Integer, ObjectNode> references = new HashMap<>();
    private final Map<String, Map<String, TreeSet<Integer>>> indexes = new HashMap<>();
    /** Rows as they are sent, so that a page of a thousand is not written anew for every caller. */
    private final Map<Integer, byte[]> written = new HashMap<>();

    private int nextId;
    private @Nullable Changes changes;

    Table(RecordKind kind, String label, int firstId, Function<ObjectNode, ObjectNode> reference) {
        this.kind = kind;
        this.label = label;
        this.nextId = firstId;
        this.reference = reference;
    }

    /** Tells of every record that is added, changed or removed from now on. */
    Table observedBy(Changes observer) {
        changes = observer;
        return this;
    }

    /** The kind of its records. */
    public RecordKind kind() {
        return kind;
    }

    /** What the server calls such a record in its errors, such as {@code Service Status}. */
    public String label() {
        return label;
    }

    /** All records by ascending id. */
    public Collection<ObjectNode> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** The records with an id of a range, ascending. */
    public Collection<ObjectNode> among(IdRange ids) {
        return ids.upTo() <= ids.after()
                ? List.of()
                : Collections.unmodifiableCollection(
                        rows.subMap(ids.after(), false, ids.upTo(), true).values());
    }

    /** A stored row as JSON; kept for the first so many rows of the table that are asked for. Not to be changed. */
    public byte[] written(ObjectNode row) {
        int id = row.path("id").asInt();
        byte[] kept = written.get(id);
        if (kept == null) {
            kept = Json.bytes(row);
            if (written.size() < MAX_WRITTEN) {
                written.put(id, kept);
            }
        }
        return kept;
    }

    /** A record; empty if there is none. */
    public Optional<ObjectNode> get(int id) {
        return Optional.ofNullable(rows.get(id));
    }

    /**
     * A record.
     *
     * @throws ApiError 404 if there is none
     */
    public ObjectNode require(int id) {
        ObjectNode row = rows.get(id);
        if (row == null) {
            throw ApiError.notFound(label, id);
        }
        return row;
    }

    int reserveId() {
        return nextId++;
    }

    ObjectNode add(ObjectNode fields) {
        ObjectNode row = Json.object().put("id", reserveId());
        row.setAll(fields);
        refresh(row);
        if (changes != null) {
            changes.added(kind, row);
        }
        return row;
    }

    void put(ObjectNode row) {
        refresh(row);
        if (changes != null) {
            changes.updated(kind, row);
        }
    }

    /** Stores a row that reads differently, though nobody changed it: what it refers to was renamed. */
    void refresh(ObjectNode row) {
        int id = row.path("id").asInt();
        unindex(id);
        rows.put(id, row);
        written.remove(id);
        references.remove(id);
        indexes.forEach((key, index) ->
                index.computeIfAbsent(folded(key, row), v -> new TreeSet<>()).add(id));
    }

    void remove(int id) {
        unindex(id);
        ObjectNode row = rows.remove(id);
        written.remove(id);
        references.remove(id);
        if (row != null && changes != null) {
            changes.deleted(kind, row);
        }
    }

    private void unindex(int id) {
        ObjectNode old = rows.get(id);
        if (old != null) {
            indexes.forEach((key, index) -> {
                String value = folded(key, old);
                TreeSet<Integer> ids = index.getOrDefault(value, new TreeSet<>());
                ids.remove(id);
                if (ids.isEmpty()) {
                    index.remove(value);
                }
            });
        }
    }

    /** The ids of the rows by a text of theirs, made when it is first asked for: most tables are never asked. */
    private Map<String, TreeSet<Integer>> index(String key) {
        return indexes.computeIfAbsent(key, k -> {
            Map<String, TreeSet<Integer>> index = new HashMap<>();
            rows.forEach((id, row) ->
                    index.computeIfAbsent(folded(k, row), v -> new TreeSet<>()).add(id));
            return index;
        });
    }

    /** A record's own text in lower case, or the id of the record it refers to. Who has no name goes by the full name, or else by the description. */
    private static String folded(String key, ObjectNode row) {
        JsonNode value = row.path(key);
        String text = (value.isObject() ? value.path("id") : value).asText("");
        if (text.isEmpty() && key.equals("name")) {
            text = row.has("firstName")
                    ? (row.path("firstName").asText() + " "
                                    + row.path("lastName").asText(""))
                            .strip()
                    : row.path("description").asText("");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** The records whose field refers to the record with this id, or holds it; ids ascending. */
    public List<ObjectNode> having(String field, int id) {
        List<ObjectNode> found = new ArrayList<>();
        for (int rowId : index(field).getOrDefault(String.valueOf(id), new TreeSet<>())) {
            get(rowId).ifPresent(found::add);
        }
        return found;
    }

    /** The expanded reference to a row, shared by all that refer to it. */
    ObjectNode reference(ObjectNode row) {
        return references.computeIfAbsent(row.path("id").asInt(), id -> reference.apply(row));
    }

    /** The row that a reference means, by id if it has one, else by identifier, else by name, in any case. */
    @Nullable
    ObjectNode find(JsonNode ref, Predicate<ObjectNode> scope) {
        if (ref.path("id").isIntegralNumber() && ref.path("id").asInt() != 0) {
            ObjectNode row = rows.get(ref.path("id").asInt());
            return row != null && scope.test(row) ? row : null;
        }
        for (String key : new String[] {"identifier", "name"}) {
            String wanted = ref.path(key).asText("").toLowerCase(Locale.ROOT);
            if (!wanted.isEmpty()) {
                for (int id : index(key).getOrDefault(wanted, new TreeSet<>())) {
                    ObjectNode row = rows.get(id);
                    if (row != null && scope.test(row)) {
                        return row;
                    }
                }
            }
        }
        return null;
    }

    /** The first row in scope whose flag is set, else the first in scope; null if the scope is empty. */
    @Nullable
    ObjectNode preferred(String flag, Predicate<ObjectNode> scope) {
        ObjectNode first = null;
        for (ObjectNode row : rows.values()) {
            if (scope.test(row)) {
                if (row.path(flag).asBoolean()) {
                    return row;
                }
                first = first == null ? row : first;
            }
        }
        return first;
    }
}

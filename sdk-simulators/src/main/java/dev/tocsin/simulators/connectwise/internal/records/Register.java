package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The records of one kind and how they are written: what is required, unique, resolved, filled in. Every write runs the
 * whole record through the same rules and lists all faults at once, as the server does.
 */
public final class Register {
    private final Table table;
    private final Stamps stamps;
    private final Links links;
    private final Set<String> readOnly = new HashSet<>(Set.of(
            "id",
            "_info",
            "mobileGuid",
            "connectWiseId",
            "connectWiseID",
            "parentConnectWiseId",
            "parentId",
            "grandParentId",
            "grandParentConnectWiseId"));
    private final Set<String> writeOnly = new HashSet<>();
    private final Set<String> required = new HashSet<>();
    private final Map<String, Reference> references = new LinkedHashMap<>();
    private ObjectNode defaults = Json.object();
    private String owner = "";
    private String unique = "";
    private String singleFlag = "";
    private Rule rule = (row, before, faults) -> {};
    private Consumer<ObjectNode> stored = row -> {};
    private Consumer<ObjectNode> removing = row -> {};

    Register(Table table, Stamps stamps, Links links) {
        this.table = table;
        this.stamps = stamps;
        this.links = links;
    }

    /** What else a record must meet, or has derived. */
    interface Rule {
        /** Looks at the record, completes it in place, and adds what is wrong with it. */
        void settle(ObjectNode row, ObjectNode before, List<FieldFault> faults);
    }

    private record Reference(Table to, BiPredicate<ObjectNode, ObjectNode> scope) {}

    /** The field that names the record above, either as a reference or as an id. A write cannot change it. */
    Register below(String field) {
        owner = field;
        readOnly.add(field);
        return this;
    }

    /** The field by which records belong together; a caller writes it as any other. */
    Register owner(String field) {
        owner = field;
        return this;
    }

    Register readOnly(String... fields) {
        readOnly.addAll(List.of(fields));
        return this;
    }

    /** Fields that are taken but neither stored nor shown. */
    Register writeOnly(String... fields) {
        writeOnly.addAll(List.of(fields));
        return this;
    }

    Register required(String... fields) {
        required.addAll(List.of(fields));
        return this;
    }

    /** A text that no other record below the same owner has, in any case. */
    Register unique(String field) {
        unique = field;
        return this;
    }

    /** A flag that at most one record below the same owner has: setting it takes it from the others. */
    Register single(String flag) {
        singleFlag = flag;
        return this;
    }

    Register defaults(ObjectNode values) {
        defaults = values;
        return this;
    }

    Register refersTo(String field, Table to) {
        return refersTo(field, to, (row, target) -> true);
    }

    /** A reference whose target must fit the record that makes it. */
    Register refersTo(String field, Table to, BiPredicate<ObjectNode, ObjectNode> scope) {
        references.put(field, new Reference(to, scope));
        links.add(table, field, to);
        return this;
    }

    Register rule(Rule more) {
        rule = more;
        return this;
    }

    /** What happens after a record was stored. */
    Register stored(Consumer<ObjectNode> action) {
        stored = action;
        return this;
    }

    /** What happens before a record is removed that no other refers to; may refuse. */
    Register removing(Consumer<ObjectNode> action) {
        removing = action;
        return this;
    }

    /** The table of the records. */
    public Table table() {
        return table;
    }

    /** Those records that are below an owner. */
    public Predicate<ObjectNode> of(int ownerId) {
        return row -> ownerOf(row) == ownerId;
    }

    /** All records below an owner, ids ascending; all there are if they have none. */
    public Collection<ObjectNode> below(int ownerId) {
        return owner.isEmpty() ? table.rows() : table.having(owner, ownerId);
    }

    private int ownerOf(ObjectNode row) {
        JsonNode above = row.path(owner);
        return above.isObject() ? above.path("id").asInt() : above.asInt();
    }

    /**
     * A record below an owner.
     *
     * @throws ApiError 404 if there is none
     */
    public ObjectNode require(int ownerId, int id) {
        return table.get(id).filter(of(ownerId)).orElseThrow(() -> ApiError.notFound(table.label(), id));
    }

    /**
     * Creates a record.
     *
     * @param owned the field of the owner with its value; an empty object if there is no owner
     * @throws ApiError 400 with every fault
     */
    public ObjectNode create(JsonNode body, ObjectNode owned, String actor) {
        ObjectNode row = ValueReader.readAll(table.kind(), body, readOnly);
        row.setAll(owned);
        settle(row, Json.object());
        stamps.entered(row, actor);
        ObjectNode created = table.add(row);
        finish(created);
        stored.accept(created);
        return table.require(created.path("id").asInt());
    }

    /**
     * Changes a record.
     *
     * @throws ApiError 400 with every fault
     */
    public ObjectNode patch(ObjectNode before, JsonNode operations, String actor) {
        return store(before, JsonPatch.apply(table.kind(), before, operations, readOnly), actor);
    }

    /**
     * Replaces a record: what the body leaves out takes its default or is gone; what a caller cannot write stays.
     *
     * @throws ApiError 400 with every fault
     */
    public ObjectNode replace(ObjectNode before, JsonNode body, String actor) {
        ObjectNode row = Json.object();
        readOnly.stream().filter(before::has).forEach(field -> row.set(field, before.get(field)));
        row.setAll(ValueReader.readAll(table.kind(), body, readOnly));
        return store(before, row, actor);
    }

    /** Settles and stores a record that was made from the stored one. */
    ObjectNode store(ObjectNode before, ObjectNode row, String actor) {
        settle(row, before);
        stamps.updated(row, actor);
        table.put(row);
        finish(row);
        stored.accept(row);
        links.refresh(table, row);
        return table.require(row.path("id").asInt());
    }

    private void finish(ObjectNode row) {
        if (!singleFlag.isEmpty() && row.path(singleFlag).asBoolean()) {
            for (ObjectNode other : List.copyOf(below(ownerOf(row)))) {
                if (other.path("id").asInt() != row.path("id").asInt()
                        && other.path(singleFlag).asBoolean()
                        && ownerOf(other) == ownerOf(row)) {
                    ObjectNode copy = Json.object().setAll(other);
                    table.put(copy.put(singleFlag, false));
                }
            }
        }
    }

    /**
     * Removes a record.
     *
     * @throws ApiError 409 if another record refers to it
     */
    public void remove(ObjectNode row) {
        int id = row.path("id").asInt();
        links.requireUnused(table, id);
        removing.accept(row);
        table.remove(id);
    }

    private void settle(ObjectNode row, ObjectNode before) {
        String resource = table.kind().resource();
        List<FieldFault> faults = new ArrayList<>();
        table.kind().fields().forEach(field -> {
            JsonNode value = row.path(field.name());
            if (required.contains(field.name())
                    && (value.isMissingNode()
                            || (value.isTextual() && value.asText().isBlank()))) {
                faults.add(FieldFault.missing(resource, field.name()));
            }
        });
        faults.addAll(ValueReader.tooLong(table.kind(), row));
        references.forEach((field, reference) -> resolve(row, field, reference, faults));
        defaults.properties().forEach(e -> {
            if (!row.has(e.getKey())) {
                row.set(e.getKey(), e.getValue());
            }
        });
        refuseTwin(row, faults);
        rule.settle(row, before, faults);
        writeOnly.forEach(row::remove);
        if (!faults.isEmpty()) {
            throw ApiError.invalid(resource, faults);
        }
    }

    private void resolve(ObjectNode row, String field, Reference reference, List<FieldFault> faults) {
        JsonNode sent = row.path(field);
        if (!sent.isObject()) {
            return;
        }
        ObjectNode target = reference.to.find(sent, candidate -> reference.scope.test(row, candidate));
        if (target == null) {
            faults.add(missingTarget(table.kind().resource(), reference.to, field, sent));
        } else {
            row.set(field, reference.to.reference(target));
        }
    }

    /** The fault of a reference to what is not there, named by the key that was sent. */
    static FieldFault missingTarget(String resource, Table to, String field, JsonNode sent) {
        String key = sent.path("id").asInt() != 0 ? "id" : sent.has("identifier") ? "identifier" : "name";
        return FieldFault.notFound(
                to.label() + " " + sent.path(key).asText("?") + " not found", resource, field + "/" + key);
    }

    private void refuseTwin(ObjectNode row, List<FieldFault> faults) {
        String text = row.path(unique).asText("");
        if (unique.isEmpty() || text.isBlank()) {
            return;
        }
        int id = row.path("id").asInt();
        for (ObjectNode other : below(ownerOf(row))) {
            if (other.path("id").asInt() != id
                    && other.path(unique).asText("").strip().equalsIgnoreCase(text.strip())) {
                faults.add(new FieldFault(
                        "ObjectExists",
                        "The " + unique + " '" + text + "' is already used by " + table.label() + " "
                                + other.path("id").asText() + ".",
                        table.kind().resource(),
                        unique));
                return;
            }
        }
    }
}

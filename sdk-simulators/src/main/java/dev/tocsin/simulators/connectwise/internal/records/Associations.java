package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which types, subtypes and items of a board go together. A subtype names its types, an item its subtypes for each type;
 * the flat list of triples follows both.
 */
public final class Associations {
    private final Catalog catalog;
    private final Table triples;

    Associations(Catalog catalog) {
        this.catalog = catalog;
        this.triples = catalog.associations();
    }

    private static int id(JsonNode row, String field) {
        return row.path(field).path("id").asInt();
    }

    /** Makes the triples of a subtype follow its {@code typeAssociationIds}. */
    void subTypeStored(ObjectNode subType) {
        int subTypeId = subType.path("id").asInt();
        Set<Integer> wanted = ids(subType.path("typeAssociationIds"));
        dropIf(row -> id(row, "subType") == subTypeId && !wanted.contains(id(row, "type")));
        for (int type : wanted) {
            boolean known = triples.rows().stream()
                    .anyMatch(row -> id(row, "subType") == subTypeId && id(row, "type") == type && !row.has("item"));
            if (!known) {
                catalog.associate(id(subType, "board"), type, subTypeId, 0);
            }
        }
    }

    /** Forgets a type, subtype or item that is being removed. */
    void forget(String field, ObjectNode removed) {
        int id = removed.path("id").asInt();
        dropIf(row -> id(row, field) == id);
        if (field.equals("type")) {
            for (ObjectNode subType : List.copyOf(catalog.subTypes().rows())) {
                Set<Integer> ids = ids(subType.path("typeAssociationIds"));
                if (ids.remove(id)) {
                    ObjectNode copy = Json.object().setAll(subType);
                    ids.forEach(copy.putArray("typeAssociationIds")::add);
                    catalog.subTypes().put(copy);
                }
            }
        }
    }

    private void dropIf(Predicate<ObjectNode> condition) {
        for (ObjectNode row : List.copyOf(triples.rows())) {
            if (condition.test(row)) {
                triples.remove(row.path("id").asInt());
            }
        }
    }

    static Set<Integer> ids(JsonNode array) {
        Set<Integer> ids = new TreeSet<>();
        array.forEach(element -> ids.add(element.asInt()));
        return ids;
    }

    /**
     * An item's associations, one per type of the board: its id is the type's. The vendor does not say what the id is;
     * there is neither POST nor DELETE, so the rows must be given by something that exists already.
     *
     * @throws ApiError 404 if the board has no such item
     */
    public List<ObjectNode> ofItem(int boardId, int itemId) {
        ObjectNode item = requireItem(boardId, itemId);
        List<ObjectNode> rows = new ArrayList<>();
        for (ObjectNode type : catalog.types().rows()) {
            if (Catalog.ofBoard(boardId).test(type)) {
                rows.add(view(item, type));
            }
        }
        return rows;
    }

    private ObjectNode requireItem(int boardId, int itemId) {
        catalog.boards().require(boardId);
        return catalog.items()
                .get(itemId)
                .filter(Catalog.ofBoard(boardId))
                .orElseThrow(() -> ApiError.notFound(catalog.items().label(), itemId));
    }

    /**
     * An item's association with the subtypes of one type.
     *
     * @throws ApiError 404 if the board has no such item or type
     */
    public ObjectNode ofItem(int boardId, int itemId, int typeId) {
        ObjectNode item = requireItem(boardId, itemId);
        return catalog.types()
                .get(typeId)
                .filter(Catalog.ofBoard(boardId))
                .map(type -> view(item, type))
                .orElseThrow(() -> ApiError.notFound("Service Item Association", typeId));
    }

    private ObjectNode view(ObjectNode item, ObjectNode type) {
        ObjectNode view = Json.object();
        view.set("id", type.path("id"));
        ArrayNode subTypes = view.putArray("subTypeAssociationIds");
        Set<Integer> ids = new TreeSet<>();
        for (ObjectNode row : triples.rows()) {
            if (id(row, "item") == item.path("id").asInt()
                    && id(row, "type") == type.path("id").asInt()) {
                ids.add(id(row, "subType"));
            }
        }
        ids.forEach(subTypes::add);
        view.set("item", catalog.items().reference(item));
        view.set("board", item.path("board"));
        view.set("_info", item.path("_info"));
        return view;
    }

    /**
     * Changes which subtypes of a type an item goes with.
     *
     * @throws ApiError 400 if a subtype is not associated with the type, 404 if there is no such item or type
     */
    public ObjectNode patch(int boardId, int itemId, int typeId, JsonNode operations) {
        ObjectNode before = ofItem(boardId, itemId, typeId);
        ObjectNode after = JsonPatch.apply(
                RecordKind.ITEM_ASSOCIATION, before, operations, Set.of("id", "item", "board", "_info"));
        return store(boardId, itemId, typeId, after);
    }

    /**
     * Replaces which subtypes of a type an item goes with.
     *
     * @throws ApiError 400 if a subtype is not associated with the type, 404 if there is no such item or type
     */
    public ObjectNode replace(int boardId, int itemId, int typeId, JsonNode body) {
        ofItem(boardId, itemId, typeId);
        ObjectNode sent = ValueReader.readAll(RecordKind.ITEM_ASSOCIATION, body, Set.of("item", "board", "_info"));
        if (!sent.has("id")) {
            throw ApiError.invalid(FieldFault.missing(RecordKind.ITEM_ASSOCIATION.resource(), "id"));
        }
        return store(boardId, itemId, typeId, sent);
    }

    private ObjectNode store(int boardId, int itemId, int typeId, ObjectNode row) {
        Set<Integer> possible = new TreeSet<>();
        for (ObjectNode triple : triples.rows()) {
            if (id(triple, "type") == typeId && id(triple, "board") == boardId) {
                possible.add(id(triple, "subType"));
            }
        }
        Set<Integer> wanted = row.path("removeAllSubTypesFlag").asBoolean()
                ? new TreeSet<>()
                : row.path("addAllSubTypesFlag").asBoolean() ? possible : ids(row.path("subTypeAssociationIds"));
        List<FieldFault> faults = new ArrayList<>();
        for (int subType : wanted) {
            if (!possible.contains(subType)) {
                faults.add(FieldFault.notFound(
                        "Service Sub Type " + subType + " is not associated with Service Type " + typeId,
                        RecordKind.ITEM_ASSOCIATION.resource(),
                        "subTypeAssociationIds"));
            }
        }
        if (!faults.isEmpty()) {
            throw ApiError.invalid(RecordKind.ITEM_ASSOCIATION.resource(), faults);
        }
        dropIf(triple -> id(triple, "item") == itemId
                && id(triple, "type") == typeId
                && !wanted.contains(id(triple, "subType")));
        for (int subType : wanted) {
            boolean known = triples.rows().stream()
                    .anyMatch(triple -> id(triple, "item") == itemId
                            && id(triple, "type") == typeId
                            && id(triple, "subType") == subType);
            if (!known) {
                catalog.associate(boardId, typeId, subType, itemId);
            }
        }
        return ofItem(boardId, itemId, typeId);
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How boards with their pick lists, priorities, sources, severities and impacts are written. */
public final class ServiceSetup {
    private final Catalog catalog;
    private final Associations associations;
    private final Register boards;
    private final Register statuses;
    private final Register types;
    private final Register subTypes;
    private final Register items;
    private final Register teams;
    private final Register priorities;
    private final Register sources;
    private final Register severities;
    private final Register impacts;

    ServiceSetup(Catalog catalog, Stamps stamps, Links links) {
        this.catalog = catalog;
        associations = new Associations(catalog);
        boards = new Register(catalog.boards(), stamps, links)
                .required("name", "location", "department")
                .unique("name")
                .defaults(Json.object().put("inactiveFlag", false).put("projectFlag", false))
                .rule((row, before, faults) -> {
                    place(row, "location", catalog.location(), "Location", faults);
                    place(row, "department", catalog.department(), "Department", faults);
                })
                .removing(this::clearBoard);
        statuses = onBoard(catalog.statuses(), stamps, links)
                .single("defaultFlag")
                .defaults(Json.object()
                        .put("sortOrder", 0)
                        .put("displayOnBoard", true)
                        .put("inactive", false)
                        .put("closedStatus", false)
                        .put("timeEntryNotAllowed", false)
                        .put("defaultFlag", false)
                        .put("escalationStatus", "NotResponded"));
        types = onBoard(catalog.types(), stamps, links)
                .single("defaultFlag")
                .defaults(Json.object()
                        .put("category", "Reactive")
                        .put("defaultFlag", false)
                        .put("inactiveFlag", false)
                        .put("requestForChangeFlag", false))
                .removing(row -> associations.forget("type", row));
        subTypes = onBoard(catalog.subTypes(), stamps, links)
                .writeOnly("addAllTypesFlag", "removeAllTypesFlag")
                .defaults(Json.object().put("inactiveFlag", false))
                .rule((row, before, faults) -> settleTypes(row, faults))
                .stored(associations::subTypeStored)
                .removing(row -> associations.forget("subType", row));
        items = onBoard(catalog.items(), stamps, links)
                .defaults(Json.object().put("inactiveFlag", false))
                .removing(row -> associations.forget("item", row));
        teams = new Register(catalog.teams(), stamps, links)
                .below("boardId")
                .required("name", "teamLeader")
                .unique("name")
                .single("defaultFlag")
                .refersTo("teamLeader", catalog.members())
                .defaults(Json.object().put("defaultFlag", false).put("notifyOnTicketDelete", false))
                .rule((row, before, faults) -> settleMembers(row, faults));
        priorities = new Register(catalog.priorities(), stamps, links)
                .required("name", "color")
                .unique("name")
                .single("defaultFlag")
                .defaults(Json.object().put("sortOrder", 0).put("defaultFlag", false));
        sources = new Register(catalog.sources(), stamps, links)
                .required("name")
                .unique("name")
                .single("defaultFlag")
                .readOnly("enteredBy", "dateEntered")
                .defaults(Json.object().put("defaultFlag", false));
        links.mention(catalog.associations(), "board", catalog.boards());
        links.mention(catalog.associations(), "type", catalog.types());
        links.mention(catalog.associations(), "subType", catalog.subTypes());
        links.mention(catalog.associations(), "item", catalog.items());
        severities = levels(RecordKind.SEVERITY, "Severity", stamps, links);
        impacts = levels(RecordKind.IMPACT, "Impact", stamps, links);
    }

    private Register onBoard(Table table, Stamps stamps, Links links) {
        links.mention(table, "board", catalog.boards());
        return new Register(table, stamps, links)
                .below("board")
                .required("name")
                .unique("name");
    }

    /** The three levels, which can be reworded but neither added nor removed. */
    private static Register levels(RecordKind kind, String label, Stamps stamps, Links links) {
        Table table = new Table(kind, label, 1, row -> Json.object());
        for (String level : List.of("Low", "Medium", "High")) {
            ObjectNode row = Json.object()
                    .put("name", level)
                    .put("description", label + " " + level)
                    .put("defaultFlag", level.equals("Medium"));
            stamps.entered(row, "zadmin");
            table.add(row);
        }
        return new Register(table, stamps, links)
                .readOnly("name")
                .required("description")
                .single("defaultFlag")
                .defaults(Json.object().put("defaultFlag", false));
    }

    /** A reference to the only location or department there is. */
    private static void place(ObjectNode row, String field, ObjectNode known, String label, List<FieldFault> faults) {
        JsonNode sent = row.path(field);
        boolean byId = sent.path("id").asInt() != 0;
        if (!sent.isObject()) {
            return;
        }
        if (byId
                ? sent.path("id").asInt() == known.path("id").asInt()
                : sent.path("name").asText().equalsIgnoreCase(known.path("name").asText())) {
            row.set(field, known);
        } else {
            String key = byId ? "id" : "name";
            faults.add(FieldFault.notFound(
                    label + " " + sent.path(key).asText("?") + " not found",
                    RecordKind.BOARD.resource(),
                    field + "/" + key));
        }
    }

    private void settleTypes(ObjectNode row, List<FieldFault> faults) {
        Set<Integer> legal = new TreeSet<>();
        int board = row.path("board").path("id").asInt();
        catalog.types().rows().stream()
                .filter(Catalog.ofBoard(board))
                .forEach(type -> legal.add(type.path("id").asInt()));
        Set<Integer> wanted = row.path("removeAllTypesFlag").asBoolean()
                ? Set.of()
                : row.path("addAllTypesFlag").asBoolean() ? legal : Associations.ids(row.path("typeAssociationIds"));
        for (int type : wanted) {
            if (!legal.contains(type)) {
                faults.add(FieldFault.notFound(
                        "Service Type " + type + " not found for Service Board " + board,
                        RecordKind.SUB_TYPE.resource(),
                        "typeAssociationIds"));
            }
        }
        wanted.forEach(row.putArray("typeAssociationIds")::add);
    }

    private void settleMembers(ObjectNode row, List<FieldFault> faults) {
        for (int member : Associations.ids(row.path("members"))) {
            if (catalog.members().get(member).isEmpty()) {
                faults.add(
                        FieldFault.notFound("Member " + member + " not found", RecordKind.TEAM.resource(), "members"));
            }
        }
    }

    /** A board takes its pick lists with it. */
    private void clearBoard(ObjectNode board) {
        int id = board.path("id").asInt();
        for (Table table : List.of(
                catalog.associations(),
                catalog.statuses(),
                catalog.types(),
                catalog.subTypes(),
                catalog.items(),
                catalog.teams())) {
            for (ObjectNode row : List.copyOf(table.rows())) {
                if (Catalog.ofBoard(id).test(row)) {
                    table.remove(row.path("id").asInt());
                }
            }
        }
    }

    /** The boards. */
    public Register boards() {
        return boards;
    }

    /** The statuses of boards. */
    public Register statuses() {
        return statuses;
    }

    /** The types of boards. */
    public Register types() {
        return types;
    }

    /** The subtypes of boards. */
    public Register subTypes() {
        return subTypes;
    }

    /** The items of boards. */
    public Register items() {
        return items;
    }

    /** The teams of boards. */
    public Register teams() {
        return teams;
    }

    /** The priorities. */
    public Register priorities() {
        return priorities;
    }

    /** The ticket sources. */
    public Register sources() {
        return sources;
    }

    /** The severities: Low, Medium and High. */
    public Register severities() {
        return severities;
    }

    /** The impacts: Low, Medium and High. */
    public Register impacts() {
        return impacts;
    }

    /** Which types, subtypes and items go together. */
    public Associations associations() {
        return associations;
    }
}

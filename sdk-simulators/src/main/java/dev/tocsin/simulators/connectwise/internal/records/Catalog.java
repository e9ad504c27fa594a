package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What an administrator sets up: boards with their pick lists, priorities, sources, members, company statuses and types. */
public final class Catalog {
    private final Supplier<String> baseUrl;
    private final Stamps stamps;
    private final Table boards;
    private final Table statuses;
    private final Table types;
    private final Table subTypes;
    private final Table items;
    private final Table associations;
    private final Table teams;
    private final Table priorities;
    private final Table sources;
    private final Table members;
    private final Table companyStatuses;
    private final Table companyTypes;
    private final ObjectNode location;
    private final ObjectNode department;

    Catalog(Supplier<String> baseUrl, Stamps stamps) {
        this.baseUrl = baseUrl;
        this.stamps = stamps;
        boards = new Table(RecordKind.BOARD, "Service Board", 21, named("board", r -> "/service/boards/"));
        statuses = new Table(RecordKind.STATUS, "Service Status", 501, row -> {
            ObjectNode ref = named("status", r -> boardPath(r) + "/statuses/").apply(row);
            ref.set("sort", row.path("sortOrder"));
            return ref;
        });
        types = new Table(RecordKind.TYPE, "Service Type", 301, named("type", r -> boardPath(r) + "/types/"));
        subTypes = new Table(
                RecordKind.SUB_TYPE, "Service Sub Type", 401, named("subType", r -> boardPath(r) + "/subtypes/"));
        items = new Table(RecordKind.ITEM, "Service Item", 601, named("item", r -> boardPath(r) + "/items/"));
        associations =
                new Table(RecordKind.ASSOCIATION, "Service Type Sub Type Item Association", 701, row -> Json.object());
        teams = new Table(RecordKind.TEAM, "Service Team", 31, named("team", r -> "/service/teams/"));
        priorities = new Table(RecordKind.PRIORITY, "Priority", 1, row -> {
            ObjectNode ref = named("priority", r -> "/service/priorities/").apply(row);
            ref.set("sort", row.path("sortOrder"));
            ref.set("level", row.path("level"));
            return ref;
        });
        sources = new Table(RecordKind.SOURCE, "Source", 1, named("source", r -> "/service/sources/"));
        members = new Table(
                RecordKind.MEMBER,
                "Member",
                101,
                row -> reference(
                        row,
                        "member",
                        "/system/members/",
                        row.path("firstName").asText() + " "
                                + row.path("lastName").asText(),
                        row.path("identifier")));
        companyStatuses = new Table(
                RecordKind.COMPANY_STATUS, "Company Status", 1, named("status", r -> "/company/companies/statuses/"));
        companyTypes =
                new Table(RecordKind.COMPANY_TYPE, "Company Type", 1, named("type", r -> "/company/companies/types/"));
        location = Json.object().put("id", 2).put("name", "Head Office");
        department = Json.object().put("id", 10).put("identifier", "Services").put("name", "Professional Services");
    }

    private Function<ObjectNode, ObjectNode> named(String what, Function<ObjectNode, String> path) {
        return row -> reference(row, what, path.apply(row), row.path("name").asText(), row.path("identifier"));
    }

    private ObjectNode reference(ObjectNode row, String what, String path, String name, JsonNode identifier) {
        int id = row.path("id").asInt();
        ObjectNode ref = Json.object().put("id", id);
        if (identifier.isTextual()) {
            ref.put("identifier", identifier.textValue());
        }
        ref.put("name", name);
        ref.putObject("_info").put(what + "_href", baseUrl.get() + path + id);
        return ref;
    }

    private static String boardPath(ObjectNode row) {
        return "/service/boards/" + row.path("board").path("id").asInt();
    }

    /** The table of boards. */
    public Table boards() {
        return boards;
    }

    /** The statuses of all boards. */
    public Table statuses() {
        return statuses;
    }

    /** The types of all boards. */
    public Table types() {
        return types;
    }

    /** The subtypes of all boards. */
    public Table subTypes() {
        return subTypes;
    }

    /** The items of all boards. */
    public Table items() {
        return items;
    }

    /** Which type, subtype and item go together, for all boards. */
    public Table associations() {
        return associations;
    }

    /** The teams of all boards. */
    public Table teams() {
        return teams;
    }

    /** The table of priorities. */
    public Table priorities() {
        return priorities;
    }

    /** The table of sources. */
    public Table sources() {
        return sources;
    }

    /** The table of members. */
    public Table members() {
        return members;
    }

    /** The table of company statuses. */
    public Table companyStatuses() {
        return companyStatuses;
    }

    /** The table of company types. */
    public Table companyTypes() {
        return companyTypes;
    }

    ObjectNode location() {
        return location;
    }

    ObjectNode department() {
        return department;
    }

    /** Those rows of a table that belong to a board. */
    public static Predicate<ObjectNode> ofBoard(int boardId) {
        return row -> row.path("board").path("id").asInt() == boardId
                || row.path("boardId").asInt() == boardId;
    }

    /** The field by which a record belongs to a board, or the server's 404. */
    public ObjectNode ownedByBoard(int boardId) {
        ObjectNode owned = Json.object();
        owned.set("board", boards.reference(boards.require(boardId)));
        return owned;
    }

    private ObjectNode add(Table table, ObjectNode row) {
        stamps.entered(row, "zadmin");
        return table.add(row);
    }

    /** Adds a board with one team. */
    public int addBoard(String name, String teamLeader) {
        ObjectNode row = Json.object().put("name", name);
        row.set("location", location);
        row.set("department", department);
        row.put("inactiveFlag", false).put("projectFlag", false);
        int id = add(boards, row).path("id").asInt();
        ObjectNode team = Json.object().put("name", "Service Team");
        ObjectNode leader = members.find(Json.object().put("identifier", teamLeader), r -> true);
        if (leader != null) {
            team.set("teamLeader", members.reference(leader));
        }
        add(teams, team.put("defaultFlag", true).put("boardId", id));
        return id;
    }

    private ObjectNode onBoard(int boardId, String name) {
        ObjectNode row = Json.object().put("name", name);
        row.set("board", boards.reference(boards.require(boardId)));
        return row;
    }

    /** Adds a status to a board. */
    public int addStatus(int boardId, String name, int sortOrder, boolean closed, boolean isDefault) {
        ObjectNode row = onBoard(boardId, name)
                .put("sortOrder", sortOrder)
                .put("displayOnBoard", !closed)
                .put("inactive", false)
                .put("closedStatus", closed)
                .put("timeEntryNotAllowed", false)
                .put("defaultFlag", isDefault)
                .put("escalationStatus", closed ? "Resolved" : isDefault ? "NotResponded" : "Responded");
        return add(statuses, row).path("id").asInt();
    }

    /** Adds a type to a board. */
    public int addType(int boardId, String name) {
        ObjectNode row = onBoard(boardId, name)
                .put("category", "Reactive")
                .put("defaultFlag", false)
                .put("inactiveFlag", false)
                .put("requestForChangeFlag", false);
        return add(types, row).path("id").asInt();
    }

    /** Adds a subtype to a board, associated with these types. */
    public int addSubType(int boardId, String name, List<Integer> typeIds) {
        ObjectNode row = onBoard(boardId, name).put("inactiveFlag", false);
        typeIds.forEach(row.putArray("typeAssociationIds")::add);
        int id = add(subTypes, row).path("id").asInt();
        typeIds.forEach(typeId -> associate(boardId, typeId, id, 0));
        return id;
    }

    /** Adds an item to a board. */
    public int addItem(int boardId, String name) {
        return add(items, onBoard(boardId, name).put("inactiveFlag", false))
                .path("id")
                .asInt();
    }

    /** Lets a type, a subtype and an item go together; item 0 means none. */
    public void associate(int boardId, int typeId, int subTypeId, int itemId) {
        ObjectNode row = Json.object();
        row.set("type", types.reference(types.require(typeId)));
        row.set("subType", subTypes.reference(subTypes.require(subTypeId)));
        if (itemId != 0) {
            row.set("item", items.reference(items.require(itemId)));
        }
        row.set("board", boards.reference(boards.require(boardId)));
        add(associations, row);
    }

    /** Adds a priority. */
    public int addPriority(String name, String color, String level, int sortOrder, boolean isDefault) {
        ObjectNode row = Json.object()
                .put("name", name)
                .put("color", color)
                .put("sortOrder", sortOrder)
                .put("defaultFlag", isDefault)
                .put("level", level);
        return add(priorities, row).path("id").asInt();
    }

    /** Adds a ticket source. */
    public int addSource(String name, boolean isDefault) {
        return add(sources, Json.object().put("name", name).put("defaultFlag", isDefault))
                .path("id")
                .asInt();
    }

    /** Adds a member; licence class F is a person, A an API member. */
    public int addMember(String identifier, String firstName, String lastName, String licenseClass) {
        ObjectNode row = Json.object()
                .put("identifier", identifier)
                .put("licenseClass", licenseClass)
                .put("inactiveFlag", false)
                .put("firstName", firstName)
                .put("lastName", lastName)
                .put("hireDate", "2020-01-01T00:00:00Z")
                .put("officeEmail", identifier + "@msp.example")
                .put("defaultEmail", "Office")
                .put("primaryEmail", identifier + "@msp.example")
                .put("defaultPhone", "Office")
                .put("adminFlag", false);
        row.putObject("securityRole").put("id", 63).put("name", "Service");
        return add(members, row).path("id").asInt();
    }

    /** Adds a company status. */
    public int addCompanyStatus(String name, boolean isDefault, boolean inactive, boolean disallowSaving) {
        ObjectNode row = Json.object()
                .put("name", name)
                .put("defaultFlag", isDefault)
                .put("inactiveFlag", inactive)
                .put("notifyFlag", false)
                .put("disallowSavingFlag", disallowSaving);
        return add(companyStatuses, row).path("id").asInt();
    }

    /** Adds a company type. */
    public int addCompanyType(String name, boolean isDefault) {
        ObjectNode row = Json.object()
                .put("name", name)
                .put("defaultFlag", isDefault)
                .put("vendorFlag", false)
                .put("serviceAlertFlag", false);
        return add(companyTypes, row).path("id").asInt();
    }

    /** Switches a row of a pick list on or off by its own flag ({@code inactive} or {@code inactiveFlag}). */
    public void setInactive(Table table, int id, boolean inactive) {
        ObjectNode row = table.require(id).deepCopy();
        row.put(row.has("inactive") ? "inactive" : "inactiveFlag", inactive);
        stamps.updated(row, "zadmin");
        table.put(row);
    }

    static boolean active(ObjectNode row) {
        return !row.path("inactive").asBoolean() && !row.path("inactiveFlag").asBoolean();
    }
}

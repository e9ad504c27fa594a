package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Catalog;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.records.Table;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Boards with their pick lists, priorities, sources, members and definitions: read only. */
final class CatalogRoutes {
    private final Router router;
    private final Answers answers;
    private final Catalog catalog;

    CatalogRoutes(Router router, Answers answers, Manage manage) {
        this.router = router;
        this.answers = answers;
        this.catalog = manage.catalog();
        table("/service/boards", catalog.boards());
        view(
                "/service/info/boards",
                RecordKind.BOARD_INFO,
                catalog.boards(),
                row -> cut(row, "id", "name", "location", "department", "projectFlag", "inactiveFlag", "_info"));
        boardTable("statuses", catalog.statuses());
        boardTable("types", catalog.types());
        boardTable("subtypes", catalog.subTypes());
        boardTable("items", catalog.items());
        boardTable("teams", catalog.teams());
        boardTable("typeSubTypeItemAssociations", catalog.associations());
        router.add(
                "GET",
                "/service/boards/{}/statuses/info",
                target -> answers.list(target, target.query(RecordKind.STATUS_INFO), statusInfos(target.id(0))));
        table("/service/priorities", catalog.priorities());
        table("/service/sources", catalog.sources());
        view(
                "/service/sources/info",
                RecordKind.SOURCE,
                catalog.sources(),
                row -> cut(row, "id", "name", "defaultFlag", "_info"));
        table("/system/members", catalog.members());
        view("/system/info/members", RecordKind.MEMBER_INFO, catalog.members(), CatalogRoutes::memberInfo);
        table("/company/companies/statuses", catalog.companyStatuses());
        table("/company/companies/types", catalog.companyTypes());
        table("/system/userDefinedFields", manage.customFields().definitions());
    }

    private void table(String path, Table table) {
        view(path, table.kind(), table, Function.identity());
    }

    private void view(String path, RecordKind kind, Table table, Function<ObjectNode, ObjectNode> shown) {
        router.add("GET", path, t -> answers.list(t, t.query(kind), all(table, shown)));
        router.add("GET", path + "/count", t -> answers.count(t.query(kind), all(table, shown)));
        router.add("GET", path + "/{}", t -> answers.one(t, shown.apply(table.require(t.id(0)))));
    }

    private static Collection<ObjectNode> all(Table table, Function<ObjectNode, ObjectNode> shown) {
        return table.rows().stream().map(shown).toList();
    }

    private void boardTable(String name, Table table) {
        String path = "/service/boards/{}/" + name;
        router.add("GET", path, t -> answers.list(t, t.query(table.kind()), onBoard(table, t.id(0))));
        router.add("GET", path + "/count", t -> answers.count(t.query(table.kind()), onBoard(table, t.id(0))));
        router.add(
                "GET",
                path + "/{}",
                t -> answers.one(
                        t,
                        onBoard(table, t.id(0)).stream()
                                .filter(row -> row.path("id").asInt() == t.id(1))
                                .findFirst()
                                .orElseThrow(() -> ApiError.notFound(table.label(), t.id(1)))));
    }

    private List<ObjectNode> onBoard(Table table, int boardId) {
        catalog.boards().require(boardId);
        return table.rows().stream().filter(Catalog.ofBoard(boardId)).toList();
    }

    private List<ObjectNode> statusInfos(int boardId) {
        return onBoard(catalog.statuses(), boardId).stream()
                .map(row -> {
                    ObjectNode info = cut(row, "id", "name", "sortOrder", "defaultFlag");
                    info.set("inactiveFlag", row.path("inactive"));
                    info.set("closedFlag", row.path("closedStatus"));
                    info.set("_info", row.path("_info"));
                    return info;
                })
                .toList();
    }

    static ObjectNode memberInfo(ObjectNode row) {
        ObjectNode info = cut(row, "id", "identifier", "firstName", "lastName");
        info.put(
                "fullName",
                row.path("firstName").asText() + " " + row.path("lastName").asText());
        info.set("defaultEmail", row.path("officeEmail"));
        info.set("licenseClass", row.path("licenseClass"));
        info.set("inactiveFlag", row.path("inactiveFlag"));
        info.set("_info", row.path("_info"));
        return info;
    }

    private static ObjectNode cut(ObjectNode row, String... fields) {
        ObjectNode cut = Json.object();
        for (String field : fields) {
            if (row.has(field)) {
                cut.set(field, row.get(field));
            }
        }
        return cut;
    }
}

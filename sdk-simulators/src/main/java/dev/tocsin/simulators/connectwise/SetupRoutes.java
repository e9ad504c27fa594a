package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Catalog;
import dev.tocsin.simulators.connectwise.internal.records.CompanySetup;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.records.Register;
import dev.tocsin.simulators.connectwise.internal.records.ServiceSetup;
import dev.tocsin.simulators.connectwise.internal.records.SystemSetup;
import dev.tocsin.simulators.connectwise.internal.records.Table;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.function.UnaryOperator;

/** What an administrator sets up: boards with their pick lists, priorities, sources, members, pick lists of companies. */
final class SetupRoutes {
    private static final String BOARD = "/service/boards/{}/";

    private final RegisterRoutes registers;
    private final Router router;
    private final Answers answers;
    private final Catalog catalog;

    SetupRoutes(RegisterRoutes registers, Router router, Answers answers, Manage manage) {
        this.registers = registers;
        this.router = router;
        this.answers = answers;
        this.catalog = manage.catalog();
        boards(manage.serviceSetup());
        associations(manage.serviceSetup());
        service(manage.serviceSetup());
        system(manage.systemSetup());
        companies(manage.companySetup());
    }

    private ObjectNode ofBoard(int boardId) {
        return catalog.ownedByBoard(boardId);
    }

    private void boards(ServiceSetup setup) {
        registers.all("/service/boards", setup.boards());
        Table boards = setup.boards().table();
        info("/service/info/boards", RecordKind.BOARD_INFO, boards);
        registers.list(
                "/service/info/boards/active",
                RecordKind.BOARD_INFO,
                () -> boards.rows().stream()
                        .filter(row -> !row.path("inactiveFlag").asBoolean())
                        .toList(),
                row -> RegisterRoutes.cut(row, RecordKind.BOARD_INFO));
        registers.below(BOARD + "statuses", setup.statuses(), this::ofBoard);
        registers.below(BOARD + "types", setup.types(), this::ofBoard);
        registers.below(BOARD + "subtypes", setup.subTypes(), this::ofBoard);
        registers.below(BOARD + "items", setup.items(), this::ofBoard);
        registers.below(BOARD + "teams", setup.teams(), id -> {
            boards.require(id);
            return Json.object().put("boardId", id);
        });
        infoBelow("statuses", RecordKind.STATUS_INFO, setup.statuses(), SetupRoutes::statusInfo);
        infoBelow(
                "subtypes",
                RecordKind.SUB_TYPE_INFO,
                setup.subTypes(),
                row -> RegisterRoutes.cut(row, RecordKind.SUB_TYPE_INFO));
        infoBelow("teams", RecordKind.TEAM_INFO, setup.teams(), row -> RegisterRoutes.cut(row, RecordKind.TEAM_INFO));
        registers.view(
                "/service/teams", RecordKind.SERVICE_TEAM, setup.teams().table()::rows, SetupRoutes::serviceTeam);
    }

    private void infoBelow(String name, RecordKind kind, Register register, UnaryOperator<ObjectNode> shown) {
        registers.readBelow(BOARD + name + "/info", kind, id -> {
            catalog.boards().require(id);
            return register.table().rows().stream()
                    .filter(register.of(id))
                    .map(shown)
                    .toList();
        });
        router.add("GET", BOARD + name + "/{}/info", t -> {
            catalog.boards().require(t.id(0));
            return answers.one(t, shown.apply(register.require(t.id(0), t.id(1))));
        });
    }

    private void associations(ServiceSetup setup) {
        Table triples = catalog.associations();
        String flat = BOARD + "typeSubTypeItemAssociations";
        registers.readBelow(flat, triples.kind(), id -> {
            catalog.boards().require(id);
            return triples.rows().stream().filter(Catalog.ofBoard(id)).toList();
        });
        router.add("GET", flat + "/{}", t -> {
            catalog.boards().require(t.id(0));
            return answers.one(
                    t,
                    triples.get(t.id(1))
                            .filter(Catalog.ofBoard(t.id(0)))
                            .orElseThrow(() -> ApiError.notFound(triples.label(), t.id(1))));
        });
        String list = BOARD + "items/{}/associations";
        RecordKind kind = RecordKind.ITEM_ASSOCIATION;
        var items = setup.associations();
        router.add("GET", list, t -> answers.list(t, t.query(kind), items.ofItem(t.id(0), t.id(1))));
        router.add("GET", list + "/count", t -> answers.count(t.query(kind), items.ofItem(t.id(0), t.id(1))));
        router.add("GET", list + "/{}", t -> answers.one(t, items.ofItem(t.id(0), t.id(1), t.id(2))));
        router.add("PATCH", list + "/{}", t -> answers.one(t, items.patch(t.id(0), t.id(1), t.id(2), t.body())));
        router.add("PUT", list + "/{}", t -> answers.one(t, items.replace(t.id(0), t.id(1), t.id(2), t.body())));
    }

    private void service(ServiceSetup setup) {
        registers.all("/service/priorities", setup.priorities());
        registers.all("/service/sources", setup.sources());
        Table sources = setup.sources().table();
        registers.view("/service/sources/info", RecordKind.SOURCE, sources::rows, SetupRoutes::sourceInfo);
        router.add("GET", "/service/sources/{}/info", t -> answers.one(t, sourceInfo(sources.require(t.id(0)))));
        registers.fixed("/service/severities", setup.severities());
        registers.fixed("/service/impacts", setup.impacts());
    }

    private void system(SystemSetup setup) {
        registers.permanent("/system/members", setup.members());
        registers.view(
                "/system/info/members", RecordKind.MEMBER_INFO, setup.members().table()::rows, SetupRoutes::memberInfo);
        registers.all("/system/userDefinedFields", setup.customFields());
        info(
                "/system/userDefinedFields/info",
                RecordKind.CUSTOM_FIELD_INFO,
                setup.customFields().table());
        router.add(
                "GET",
                "/system/userDefinedFields/{}/info",
                t -> answers.one(
                        t,
                        RegisterRoutes.cut(
                                setup.customFields().table().require(t.id(0)), RecordKind.CUSTOM_FIELD_INFO)));
    }

    private void companies(CompanySetup setup) {
        registers.all("/company/companies/statuses", setup.statuses());
        registers.all("/company/companies/types", setup.types());
        registers.view(
                "/company/companies/info/types",
                RecordKind.COMPANY_TYPE_INFO,
                setup.types().table()::rows,
                row -> {
                    ObjectNode info = RegisterRoutes.cut(row, RecordKind.COMPANY_TYPE_INFO);
                    info.set("isVendor", row.path("vendorFlag"));
                    return info;
                });
        registers.all("/company/noteTypes", setup.noteTypes());
        registers.all("/company/contacts/types", setup.contactTypes());
        registers.all("/company/communicationTypes", setup.communicationTypes());
    }

    private void info(String path, RecordKind shorter, Table table) {
        registers.view(path, shorter, table::rows, row -> RegisterRoutes.cut(row, shorter));
    }

    private static ObjectNode statusInfo(ObjectNode row) {
        ObjectNode info = RegisterRoutes.cut(row, RecordKind.STATUS_INFO);
        info.set("inactiveFlag", row.path("inactive"));
        info.set("closedFlag", row.path("closedStatus"));
        return info;
    }

    private static ObjectNode sourceInfo(ObjectNode row) {
        ObjectNode info = Json.object();
        for (String field : List.of("id", "name", "defaultFlag", "_info")) {
            info.set(field, row.path(field));
        }
        return info;
    }

    private static ObjectNode serviceTeam(ObjectNode row) {
        ObjectNode team = RegisterRoutes.cut(row, RecordKind.SERVICE_TEAM);
        if (row.has("teamLeader")) {
            team.set("leader", row.path("teamLeader"));
        }
        return team.put("deleteNotifyFlag", row.path("notifyOnTicketDelete").asBoolean());
    }

    static ObjectNode memberInfo(ObjectNode row) {
        ObjectNode info = RegisterRoutes.cut(row, RecordKind.MEMBER_INFO);
        info.put(
                "fullName",
                row.path("firstName").asText() + " " + row.path("lastName").asText());
        if (row.has("primaryEmail")) {
            info.set("defaultEmail", row.path("primaryEmail"));
        } else {
            info.remove("defaultEmail");
        }
        return info;
    }
}

package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.records.Tickets;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.util.ArrayList;
import java.util.List;

/** Tickets and notes: what an integration reads and writes, as its API member. */
final class RecordRoutes {
    private static final String TICKET = "/service/tickets/{}";
    private static final String NOTE = "/service/tickets/{}/notes/{}";

    private final Router router;
    private final Answers answers;
    private final Tickets tickets;
    private final String member;

    RecordRoutes(Router router, Answers answers, Manage manage, String member) {
        this.router = router;
        this.answers = answers;
        this.tickets = manage.tickets();
        this.member = member;
        tickets();
        projectTickets();
        actions();
        notes();
    }

    private void tickets() {
        String list = "/service/tickets";
        RecordKind kind = RecordKind.TICKET;
        router.add("GET", list, t -> {
            var query = t.query(kind);
            return answers.list(t, query, tickets.searchable(query));
        });
        router.add("GET", list + "/count", t -> {
            var query = t.query(kind);
            return answers.count(query, tickets.searchable(query));
        });
        router.add("POST", list + "/search", t -> {
            var query = t.search(kind);
            return answers.list(t, query, tickets.searchable(query));
        });
        router.add("POST", list, t -> answers.created(t, tickets.create(t.body(), member)));
        router.add("GET", TICKET, t -> answers.one(t, tickets.table().require(t.id(0))));
        router.add("PATCH", TICKET, t -> answers.one(t, tickets.patch(t.id(0), t.body(), member)));
        router.add("DELETE", TICKET, t -> {
            tickets.delete(t.id(0));
            return Answer.empty(204);
        });
    }

    /** Tickets that were converted into a project's, to be read; project and phase are not among what they show. */
    private void projectTickets() {
        String list = "/project/tickets";
        RecordKind kind = RecordKind.TICKET;
        router.add("GET", list, t -> {
            var query = t.query(kind);
            return answers.list(t, query, tickets.searchableOfProjects(query));
        });
        router.add("GET", list + "/count", t -> {
            var query = t.query(kind);
            return answers.count(query, tickets.searchableOfProjects(query));
        });
        router.add("GET", list + "/{}", t -> answers.one(t, tickets.requireOfProject(t.id(0))));
    }

    private void actions() {
        router.add("POST", TICKET + "/merge", t -> {
            JsonNode body = t.body();
            tickets.merge(t.id(0), ids(body, "mergeTicketIds", "ticketMerge"), required(body, "status"), member);
            return answers.success();
        });
        router.add("POST", TICKET + "/attachChildren", t -> {
            tickets.attach(t.id(0), ids(t.body(), "childTicketIds", "ticketBundle"), member);
            return answers.success();
        });
    }

    private static JsonNode required(JsonNode body, String field) {
        if (!body.path(field).isObject()) {
            throw ApiError.invalid(FieldFault.missing("ticketMerge", field));
        }
        return body.path(field);
    }

    private static List<Integer> ids(JsonNode body, String field, String resource) {
        List<Integer> ids = new ArrayList<>();
        body.path(field).forEach(id -> ids.add(id.asInt()));
        if (ids.isEmpty()) {
            throw ApiError.invalid(FieldFault.missing(resource, field));
        }
        return ids;
    }

    private void notes() {
        String list = TICKET + "/notes";
        RecordKind kind = RecordKind.TICKET_NOTE;
        router.add("GET", list, t -> answers.list(t, t.query(kind), notesOf(t.id(0))));
        router.add("GET", list + "/count", t -> answers.count(t.query(kind), notesOf(t.id(0))));
        router.add(
                "GET",
                TICKET + "/allNotes",
                t -> answers.list(
                        t,
                        t.query(RecordKind.ANY_NOTE),
                        tickets.notes().allOf(tickets.table().require(t.id(0)))));
        router.add("POST", list, t -> answers.created(t, tickets.addNote(t.id(0), t.body(), member)));
        router.add("GET", NOTE, t -> answers.one(t, tickets.notes().require(t.id(0), t.id(1))));
        router.add("PATCH", NOTE, t -> answers.one(t, tickets.patchNote(t.id(0), t.id(1), t.body(), member)));
        router.add("DELETE", NOTE, t -> {
            tickets.removeNote(t.id(0), t.id(1), member);
            return Answer.empty(204);
        });
    }

    private List<ObjectNode> notesOf(int ticketId) {
        tickets.table().require(ticketId);
        return tickets.notes().of(ticketId);
    }

    /** What the API member's account and the server say of themselves. */
    void system(Codebase codebase, Manage manage) {
        router.add("GET", "/system/info", t -> {
            ObjectNode info = Json.object()
                    .put("version", codebase.version())
                    .put("isCloud", true)
                    .put("serverTimeZone", "Eastern Standard Time");
            info.putArray("licenseBits");
            return answers.one(t, info.put("cloudRegion", "NA").put("maxWorkFlowRecordsAllowed", 1_000));
        });
        // The list of reports, for whoever asks whether the API Reports right is there; none can be run.
        router.add(
                "GET",
                "/system/reports",
                t -> Answers.json(200, Json.array().add("Company").add("Service")));
        // Not in the vendor's published specification, and missing on some servers; clients use it as a log-in check.
        router.add(
                "GET",
                "/system/myAccount",
                t -> manage.catalog().members().rows().stream()
                        .filter(row -> row.path("identifier").asText().equals(member))
                        .findFirst()
                        .map(row -> answers.one(t, SetupRoutes.memberInfo(row)))
                        .orElseThrow(ApiError::noSuchEndpoint));
    }
}

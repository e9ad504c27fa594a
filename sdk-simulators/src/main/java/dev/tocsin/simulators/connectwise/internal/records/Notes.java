package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The notes of tickets, and the time entries whose text is shown among them. */
public final class Notes {
    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "_info",
            "ticketId",
            "member",
            "contact",
            "dateCreated",
            "createdBy",
            "sentimentScore",
            "internalFlag",
            "externalFlag");
    private static final List<String> PLACES =
            List.of("detailDescriptionFlag", "internalAnalysisFlag", "resolutionFlag");
    /** What a time entry calls the same places. */
    private static final List<String> ADDED_TO =
            List.of("addToDetailDescriptionFlag", "addToInternalAnalysisFlag", "addToResolutionFlag");

    private final Catalog catalog;
    private final Stamps stamps;
    private final Map<Integer, List<ObjectNode>> notes = new HashMap<>();
    private final Table timeEntries;
    private int nextId = 5_001;

    Notes(Catalog catalog, Stamps stamps, Table timeEntries) {
        this.catalog = catalog;
        this.stamps = stamps;
        this.timeEntries = timeEntries;
    }

    /** A ticket's notes, oldest first, as the specification's ServiceNote. */
    public List<ObjectNode> of(int ticketId) {
        return List.copyOf(notes.getOrDefault(ticketId, List.of()));
    }

    /** A ticket's notes and time entries, oldest first, as the specification's ServiceTicketNote. */
    public List<ObjectNode> allOf(ObjectNode ticket) {
        int ticketId = ticket.path("id").asInt();
        List<ObjectNode> all = new ArrayList<>();
        of(ticketId).forEach(note -> all.add(shown(ticket, note, "TicketNote")));
        timeEntries.rows().stream()
                .filter(TimeEntries.onTicket(ticketId))
                .filter(entry -> !entry.path("notes").asText("").isBlank())
                .forEach(entry -> all.add(shown(ticket, asNote(entry), "TimeEntryNote")));
        all.sort(Comparator.comparing((ObjectNode note) ->
                        note.path("_info").path("dateEntered").asText())
                .thenComparingInt(note -> note.path("id").asInt()));
        return all;
    }

    private static ObjectNode asNote(ObjectNode entry) {
        ObjectNode note = Json.object().setAll(entry);
        note.set("text", entry.path("notes"));
        boolean elsewhere = false;
        for (int i = 1; i < PLACES.size(); i++) {
            boolean here = entry.path(ADDED_TO.get(i)).asBoolean();
            note.put(PLACES.get(i), here);
            elsewhere |= here;
        }
        return note.put(PLACES.get(0), !elsewhere || entry.path(ADDED_TO.get(0)).asBoolean());
    }

    private static ObjectNode shown(ObjectNode ticket, ObjectNode note, String type) {
        ObjectNode shown = Json.object();
        shown.set("id", note.path("id"));
        shown.put("noteType", type);
        ObjectNode ref = shown.putObject("ticket");
        ref.set("id", ticket.path("id"));
        ref.set("summary", ticket.path("summary"));
        for (String field : List.of("text", "detailDescriptionFlag", "internalAnalysisFlag", "resolutionFlag")) {
            shown.set(field, note.path(field));
        }
        for (String field : List.of("timeStart", "timeEnd")) {
            if (note.has(field)) {
                shown.set(field, note.path(field));
            }
        }
        shown.put("isMarkdownFlag", false)
                .put("bundledFlag", false)
                .put("mergedFlag", false)
                .put("issueFlag", note.path("issueFlag").asBoolean());
        shown.put(
                "originalAuthor",
                note.path("member").path("name").asText(note.path("createdBy").asText()));
        if (note.has("member")) {
            shown.set("member", note.path("member"));
        }
        shown.set("_info", note.path("_info"));
        return shown;
    }

    ObjectNode add(int ticketId, JsonNode body, String actor) {
        ObjectNode note = ValueReader.readAll(RecordKind.TICKET_NOTE, body, READ_ONLY);
        ObjectNode row = Json.object().put("id", nextId).put("ticketId", ticketId);
        row.setAll(note);
        settle(row);
        member(row, actor);
        row.put("dateCreated", stamps.nowText()).put("createdBy", actor);
        stamps.entered(row, actor);
        nextId++;
        notes.computeIfAbsent(ticketId, id -> new ArrayList<>()).add(row);
        return row;
    }

    ObjectNode add(int ticketId, String text, String place, String actor) {
        return add(ticketId, Json.object().put("text", text).put(place, true), actor);
    }

    ObjectNode patch(int ticketId, int id, JsonNode operations, String actor) {
        return store(
                ticketId, JsonPatch.apply(RecordKind.TICKET_NOTE, require(ticketId, id), operations, READ_ONLY), actor);
    }

    ObjectNode replace(int ticketId, int id, JsonNode body, String actor) {
        ObjectNode before = require(ticketId, id);
        return store(ticketId, Writable.replacement(RecordKind.TICKET_NOTE, before, body, READ_ONLY), actor);
    }

    private ObjectNode store(int ticketId, ObjectNode row, String actor) {
        int id = row.path("id").asInt();
        settle(row);
        stamps.updated(row, actor);
        notes.getOrDefault(ticketId, List.of()).replaceAll(n -> n.path("id").asInt() == id ? row : n);
        return row;
    }

    void remove(int ticketId, int id) {
        ObjectNode note = require(ticketId, id);
        notes.getOrDefault(ticketId, new ArrayList<>()).remove(note);
    }

    void removeAll(int ticketId) {
        notes.remove(ticketId);
    }

    /** A note of a ticket, or the server's 404. */
    public ObjectNode require(int ticketId, int id) {
        return of(ticketId).stream()
                .filter(n -> n.path("id").asInt() == id)
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("Service Note", id));
    }

    private void member(ObjectNode row, String actor) {
        ObjectNode member = catalog.members().find(Json.object().put("identifier", actor), r -> true);
        if (member != null) {
            row.set("member", catalog.members().reference(member));
        }
    }

    /** A note without a place goes to the discussion. */
    private static void settle(ObjectNode row) {
        if (row.path("text").asText("").isBlank()) {
            throw ApiError.invalid(FieldFault.missing(RecordKind.TICKET_NOTE.resource(), "text"));
        }
        boolean placed = false;
        for (String place : PLACES) {
            placed |= row.path(place).asBoolean();
            row.put(place, row.path(place).asBoolean());
        }
        if (!placed) {
            row.put("detailDescriptionFlag", true);
        }
        row.put("issueFlag", row.path("issueFlag").asBoolean());
        row.put("customerUpdatedFlag", row.path("customerUpdatedFlag").asBoolean());
        row.remove("processNotifications");
        row.put("internalFlag", row.path("internalAnalysisFlag").asBoolean());
        row.put(
                "externalFlag",
                row.path("detailDescriptionFlag").asBoolean()
                        || row.path("resolutionFlag").asBoolean());
    }
}

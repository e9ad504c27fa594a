package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.records.Catalog;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.records.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns stored rows into the simulator's own records. The caller holds the lock. */
final class Snapshots {
    private final Manage manage;

    Snapshots(Manage manage) {
        this.manage = manage;
    }

    SimTicket ticket(ObjectNode row) {
        JsonNode info = row.path("_info");
        return new SimTicket(
                row.path("id").asInt(),
                row.path("summary").asText(),
                row.path("company").path("id").asInt(),
                row.path("company").path("identifier").asText(),
                optional(row, "site"),
                ref(row.path("board")),
                ref(row.path("status")),
                row.path("closedFlag").asBoolean(),
                optional(row, "type"),
                optional(row, "subType"),
                optional(row, "item"),
                optional(row, "priority"),
                optional(row, "source"),
                text(row.path("owner").path("identifier")),
                text(row.path("externalXRef")),
                row.path("actualHours").asDouble(),
                number(row.path("parentTicketId")),
                number(row.path("mergedParentTicket").path("id")),
                customFields(row),
                info.path("enteredBy").asText(),
                Instant.parse(info.path("dateEntered").asText()),
                info.path("updatedBy").asText(),
                Instant.parse(info.path("lastUpdated").asText()),
                row.has("closedDate") ? Instant.parse(row.path("closedDate").asText()) : null,
                manage.tickets().notes().allOf(row).stream()
                        .map(Snapshots::note)
                        .toList());
    }

    private static SimNote note(ObjectNode row) {
        JsonNode info = row.path("_info");
        return new SimNote(
                row.path("id").asInt(),
                row.path("text").asText(),
                row.path("detailDescriptionFlag").asBoolean(),
                row.path("internalAnalysisFlag").asBoolean(),
                row.path("resolutionFlag").asBoolean(),
                row.path("noteType").asText().equals("TimeEntryNote"),
                info.path("enteredBy").asText(),
                Instant.parse(info.path("dateEntered").asText()));
    }

    List<SimCompany> companies() {
        Map<Integer, List<SimRef>> sites = new HashMap<>();
        for (ObjectNode site : manage.companies().sites().rows()) {
            sites.computeIfAbsent(site.path("company").path("id").asInt(), id -> new ArrayList<>())
                    .add(ref(site));
        }
        return manage.companies().companies().rows().stream()
                .map(row -> company(row, sites.getOrDefault(row.path("id").asInt(), List.of())))
                .toList();
    }

    private static SimCompany company(ObjectNode row, List<SimRef> sites) {
        int id = row.path("id").asInt();
        List<String> types = new ArrayList<>();
        row.path("types").forEach(type -> types.add(type.path("name").asText()));
        return new SimCompany(
                id,
                row.path("identifier").asText(),
                row.path("name").asText(),
                row.path("status").path("name").asText(),
                row.path("deletedFlag").asBoolean(),
                types,
                sites);
    }

    SimBoard board(ObjectNode row) {
        Catalog catalog = manage.catalog();
        Predicate<ObjectNode> here = Catalog.ofBoard(row.path("id").asInt());
        return new SimBoard(
                row.path("id").asInt(),
                row.path("name").asText(),
                catalog.statuses().rows().stream()
                        .filter(here)
                        .map(s -> new SimStatus(
                                s.path("id").asInt(),
                                s.path("name").asText(),
                                s.path("closedStatus").asBoolean(),
                                s.path("defaultFlag").asBoolean(),
                                s.path("inactive").asBoolean()))
                        .toList(),
                refs(catalog.types(), here),
                refs(catalog.subTypes(), here),
                refs(catalog.items(), here));
    }

    List<SimRef> refs(Table table, Predicate<ObjectNode> scope) {
        return table.rows().stream().filter(scope).map(Snapshots::ref).toList();
    }

    private static SimRef ref(JsonNode row) {
        return new SimRef(
                row.path("id").asInt(),
                row.path("identifier").asText(row.path("name").asText()));
    }

    private static @Nullable SimRef optional(ObjectNode row, String field) {
        return row.has(field) ? ref(row.path(field)) : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    private static @Nullable Integer number(JsonNode node) {
        return node.isInt() ? node.intValue() : null;
    }

    private static Map<String, Object> customFields(ObjectNode row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (JsonNode field : row.path("customFields")) {
            JsonNode value = field.path("value");
            if (!value.isMissingNode()) {
                values.put(
                        field.path("caption").asText(),
                        value.isBoolean()
                                ? (Object) value.booleanValue()
                                : value.isNumber() ? value.numberValue() : value.asText());
            }
        }
        return values;
    }
}

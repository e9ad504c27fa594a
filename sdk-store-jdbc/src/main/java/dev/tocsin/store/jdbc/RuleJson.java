package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.Condition;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.rule.TicketTemplates;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Event sets and integration rules as text, without the names and ids that have columns of their own. */
final class RuleJson {
    private RuleJson() {}

    static String write(EventSet eventSet) {
        return Json.object(eventSet, RuleJson::write);
    }

    private static void write(JsonGenerator json, EventSet eventSet) throws IOException {
        for (Map.Entry<EventCategory, CategorySelection> entry :
                eventSet.categories().entrySet()) {
            CategorySelection selection = entry.getValue();
            json.writeObjectFieldStart(entry.getKey().name());
            json.writeStringField("groupBy", selection.groupBy().name());
            json.writeStringField("minSeverity", selection.minSeverity().name());
            json.writeArrayFieldStart("eventTypes");
            for (String type : selection.eventTypes()) {
                json.writeString(type);
            }
            json.writeEndArray();
            Condition when = selection.when();
            if (when != null) {
                json.writeFieldName("when");
                Json.plain(json, when.asValue());
            }
            json.writeEndObject();
        }
    }

    static EventSet readEventSet(MspId msp, String name, String text) {
        Map<EventCategory, CategorySelection> categories = new EnumMap<>(EventCategory.class);
        Json.read(text).properties().forEach(entry -> {
            JsonNode selection = entry.getValue();
            Set<String> types = new HashSet<>();
            selection.path("eventTypes").forEach(type -> types.add(type.textValue()));
            categories.put(
                    EventCategory.valueOf(entry.getKey()),
                    new CategorySelection(
                            GroupBy.valueOf(Json.text(selection, "groupBy")),
                            Severity.valueOf(Json.text(selection, "minSeverity")),
                            types,
                            selection.has("when") ? Condition.of(Json.plain(selection.get("when"))) : null));
        });
        return new EventSet(msp, name, categories);
    }

    static String write(IntegrationRule rule) {
        return Json.object(rule, RuleJson::write);
    }

    private static void write(JsonGenerator json, IntegrationRule rule) throws IOException {
        json.writeStringField("name", rule.name());
        json.writeStringField("eventSet", rule.eventSet());
        json.writeStringField("openStatus", rule.openStatus());
        json.writeStringField("closedStatus", rule.closedStatus());
        json.writeStringField("priority", rule.priority());
        if (!rule.priorities().isEmpty()) {
            json.writeObjectFieldStart("priorities");
            for (Map.Entry<Severity, String> entry : rule.priorities().entrySet()) {
                json.writeStringField(entry.getKey().name(), entry.getValue());
            }
            json.writeEndObject();
        }
        json.writeStringField("noteType", rule.noteType().name());
        Json.field(json, "psaFields", rule.psaFields());
        if (!rule.templates().equals(TicketTemplates.DEFAULT)) {
            json.writeObjectFieldStart("templates");
            for (TicketTemplates.Part part : TicketTemplates.Part.values()) {
                json.writeStringField(part.field(), rule.templates().given(part).orElse(null));
            }
            json.writeEndObject();
        }
        if (!rule.policy().equals(TicketPolicy.DEFAULT)) {
            json.writeFieldName("policy");
            PolicyJson.write(json, rule.policy());
        }
    }

    private static TicketTemplates templates(JsonNode json) {
        return new TicketTemplates(
                json.path("summary").textValue(),
                json.path("firstNote").textValue(),
                json.path("updateNote").textValue(),
                json.path("closingNote").textValue());
    }

    static IntegrationRule readRule(MspId msp, String id, String text) {
        JsonNode json = Json.read(text);
        Map<Severity, String> priorities = new EnumMap<>(Severity.class);
        Json.map(json, "priorities")
                .forEach((severity, priority) -> priorities.put(Severity.valueOf(severity), priority));
        return new IntegrationRule(
                msp,
                id,
                Json.text(json, "name"),
                Json.text(json, "eventSet"),
                Json.text(json, "openStatus"),
                Json.text(json, "closedStatus"),
                Json.text(json, "priority"),
                priorities,
                NoteType.valueOf(Json.text(json, "noteType")),
                Json.map(json, "psaFields"),
                templates(json.path("templates")),
                json.has("policy") ? PolicyJson.read(json.get("policy")) : TicketPolicy.DEFAULT);
    }
}

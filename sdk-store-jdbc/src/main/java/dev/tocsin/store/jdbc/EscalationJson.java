package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.ClosingWish;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of an escalation has parts of its own, as text; null stays null. */
final class EscalationJson {
    private EscalationJson() {}

    static @Nullable String write(@Nullable Acknowledgement acknowledgement) {
        return acknowledgement == null ? null : text(acknowledgement);
    }

    private static String text(Acknowledgement acknowledgement) {
        return Json.object(acknowledgement, (json, value) -> {
            Json.field(json, "technician", value.technicianId());
            json.writeStringField("name", value.name());
            json.writeStringField("via", value.via().name());
            json.writeStringField("at", value.at().toString());
        });
    }

    static @Nullable Acknowledgement acknowledgement(@Nullable String text) {
        return text == null ? null : read(text);
    }

    private static Acknowledgement read(String text) {
        JsonNode json = Json.read(text);
        return new Acknowledgement(
                Json.textOrNull(json, "technician"),
                Json.text(json, "name"),
                Via.valueOf(Json.text(json, "via")),
                Instant.parse(Json.text(json, "at")));
    }

    /** The text of acknowledgements, each as a text of its own. */
    static String write(List<Acknowledgement> acknowledgements) {
        return Json.texts(acknowledgements.stream().map(EscalationJson::text).toList());
    }

    static List<Acknowledgement> acknowledgements(String text) {
        return Json.texts(text).stream().map(EscalationJson::read).toList();
    }

    static @Nullable String write(@Nullable ClosingWish wish) {
        return wish == null
                ? null
                : Json.object(wish, (json, value) -> {
                    json.writeStringField("technician", value.technicianId());
                    json.writeStringField("name", value.name());
                    json.writeStringField("via", value.via().name());
                    json.writeStringField("at", value.at().toString());
                });
    }

    static @Nullable ClosingWish closingWish(@Nullable String text) {
        if (text == null) {
            return null;
        }
        JsonNode json = Json.read(text);
        return new ClosingWish(
                Json.text(json, "technician"),
                Json.text(json, "name"),
                Via.valueOf(Json.text(json, "via")),
                Instant.parse(Json.text(json, "at")));
    }

    static Escalation.@Nullable Seen seen(@Nullable String state, int rises, int reopens) {
        return state == null ? null : new Escalation.Seen(IncidentState.valueOf(state), rises, reopens);
    }
}

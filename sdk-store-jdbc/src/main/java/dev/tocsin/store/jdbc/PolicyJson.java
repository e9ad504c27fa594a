package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.ClosePolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule does with its tickets, as text. */
final class PolicyJson {
    private PolicyJson() {}

    static void write(JsonGenerator json, TicketPolicy policy) throws IOException {
        json.writeStartObject();
        json.writeStringField("repeats", policy.repeats().name());
        json.writeStringField("higher", policy.higher().name());
        json.writeStringField("lower", policy.lower().name());
        json.writeBooleanField("transients", policy.transients());
        Json.field(
                json,
                "closing",
                policy.closing() == null ? null : policy.closing().name());
        Json.field(json, "quietFor", text(policy.quietFor()));
        json.writeStringField("reopenWindow", policy.reopenWindow().toString());
        json.writeNumberField("maxReopens", policy.maxReopens());
        json.writeStringField("personsClose", policy.personsClose().name());
        json.writeStringField("muteFor", policy.muteFor().toString());
        json.writeArrayFieldStart("wontFixStatuses");
        for (String status : policy.wontFixStatuses()) {
            json.writeString(status);
        }
        json.writeEndArray();
        json.writeStringField("wontFixFor", policy.wontFixFor().toString());
        json.writeStringField("deleted", policy.deleted().name());
        json.writeStringField("merged", policy.merged().name());
        json.writeStringField("edits", policy.edits().name());
        json.writeStringField("ruleGone", policy.ruleGone().name());
        json.writeStringField("attachFault", policy.attachFault().name());
        Json.field(json, "acknowledgedStatus", policy.acknowledgedStatus());
        json.writeBooleanField("acknowledgedStaysOpen", policy.acknowledgedStaysOpen());
        json.writeEndObject();
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }

    static TicketPolicy read(JsonNode json) {
        String closing = Json.textOrNull(json, "closing");
        String quietFor = Json.textOrNull(json, "quietFor");
        return TicketPolicy.builder()
                .repeats(TicketPolicy.Repeats.valueOf(Json.text(json, "repeats")))
                .higher(TicketPolicy.Higher.valueOf(Json.text(json, "higher")))
                .lower(TicketPolicy.Lower.valueOf(Json.text(json, "lower")))
                .transients(json.path("transients").booleanValue())
                .closing(closing == null ? null : ClosePolicy.valueOf(closing))
                .quietFor(quietFor == null ? null : Duration.parse(quietFor))
                .reopenWindow(Duration.parse(Json.text(json, "reopenWindow")))
                .maxReopens(json.path("maxReopens").intValue())
                .personsClose(TicketPolicy.PersonsClose.valueOf(Json.text(json, "personsClose")))
                .muteFor(Duration.parse(Json.text(json, "muteFor")))
                .wontFixStatuses(
                        Set.copyOf(Json.texts(json.path("wontFixStatuses").toString())))
                .wontFixFor(Duration.parse(Json.text(json, "wontFixFor")))
                .deleted(TicketPolicy.Deleted.valueOf(Json.text(json, "deleted")))
                .merged(TicketPolicy.Merged.valueOf(Json.text(json, "merged")))
                .edits(TicketPolicy.Edits.valueOf(Json.text(json, "edits")))
                .ruleGone(TicketPolicy.RuleGone.valueOf(Json.text(json, "ruleGone")))
                .attachFault(TicketPolicy.AttachFault.valueOf(Json.text(json, "attachFault")))
                .acknowledgedStatus(Json.textOrNull(json, "acknowledgedStatus"))
                .acknowledgedStaysOpen(json.path("acknowledgedStaysOpen").asBoolean())
                .build();
    }
}

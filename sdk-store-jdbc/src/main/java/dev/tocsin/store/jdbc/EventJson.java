package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events as text. The MSP and the external id have columns of their own. */
final class EventJson {
    private EventJson() {}

    static String write(SecurityEvent event) {
        return Json.object(event, EventJson::write);
    }

    private static void write(JsonGenerator json, SecurityEvent event) throws IOException {
        json.writeStringField("source", event.source());
        json.writeStringField("company", event.sourceCompanyId());
        if (event.stableId()) {
            json.writeBooleanField("stable", true);
        }
        Json.field(json, "delivery", event.deliveryId());
        json.writeStringField("kind", event.kind().name());
        json.writeNumberField("at", event.occurredAt().getEpochSecond());
        if (event.occurredAt().getNano() != 0) {
            json.writeNumberField("nano", event.occurredAt().getNano());
        }
        if (event.sequence() != null) {
            json.writeNumberField("sequence", event.sequence());
        }
        json.writeStringField("category", event.category().name());
        if (event.moment() != event.category().moment()) {
            json.writeBooleanField("moment", event.moment());
        }
        json.writeStringField("type", event.eventType());
        json.writeStringField("severity", event.severity().name());
        json.writeStringField("title", event.title());
        field(json, "description", event.description());
        field(json, "asset", event.asset());
        field(json, "product", event.product());
        field(json, "os", event.os());
        field(json, "fix", event.fix());
        if (event.user().isPresent()) {
            Json.field(json, "userId", event.user().get().objectId());
            Json.field(json, "userName", event.user().get().principalName());
        }
        Json.field(json, "attributes", event.attributes());
        field(json, "attachTo", event.attachTo());
    }

    private static void field(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    static SecurityEvent read(String text, MspId msp, String externalId) {
        JsonNode json = Json.read(text);
        SecurityEvent.Builder event = SecurityEvent.builder()
                .msp(msp)
                .source(Json.text(json, "source"))
                .sourceCompanyId(Json.text(json, "company"))
                .deliveryId(Json.textOrNull(json, "delivery"))
                .kind(EventKind.valueOf(Json.text(json, "kind")))
                .occurredAt(Instant.ofEpochSecond(
                        json.path("at").longValue(), json.path("nano").longValue()))
                .category(EventCategory.valueOf(Json.text(json, "category")))
                .eventType(Json.text(json, "type"))
                .severity(Severity.valueOf(Json.text(json, "severity")))
                .title(Json.text(json, "title"))
                .description(Json.textOrNull(json, "description"))
                .asset(Json.textOrNull(json, "asset"))
                .product(Json.textOrNull(json, "product"))
                .os(Json.textOrNull(json, "os"))
                .fix(Json.textOrNull(json, "fix"))
                .user(user(Json.textOrNull(json, "userId"), Json.textOrNull(json, "userName")))
                .attributes(Json.map(json, "attributes"))
                .attachTo(Json.textOrNull(json, "attachTo"));
        if (json.has("sequence")) {
            event.sequence(json.get("sequence").longValue());
        }
        if (json.has("moment")) {
            event.moment(json.get("moment").booleanValue());
        }
        return (json.path("stable").booleanValue() ? event.stableId(externalId) : event.externalId(externalId)).build();
    }

    private static @Nullable EventUser user(@Nullable String id, @Nullable String name) {
        return id == null && name == null ? null : new EventUser(id, name);
    }
}

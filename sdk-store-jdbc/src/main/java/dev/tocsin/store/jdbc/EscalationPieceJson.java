package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallOverride;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.QuietHours;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pieces of what says who is told of incidents as text, without the MSP, kind and id, which have columns of their own. */
final class EscalationPieceJson {
    private EscalationPieceJson() {}

    static String write(EscalationPiece piece) {
        return Json.object(piece, (json, value) -> {
            if (value instanceof EscalationPolicy policy) {
                write(json, policy);
            } else if (value instanceof NotificationRoute route) {
                write(json, route);
            } else if (value instanceof OnCallSchedule schedule) {
                write(json, schedule);
            } else if (value instanceof OnCallOverride override) {
                write(json, override);
            } else if (value instanceof QuietHours hours) {
                write(json, hours);
            }
        });
    }

    static EscalationPiece read(MspId msp, EscalationPiece.Kind kind, String id, String text) {
        JsonNode json = Json.read(text);
        return switch (kind) {
            case POLICY -> policy(msp, id, json);
            case ROUTE -> route(msp, id, json);
            case SCHEDULE ->
                new OnCallSchedule(
                        msp,
                        id,
                        Json.text(json, "name"),
                        ZoneId.of(Json.text(json, "zone")),
                        list(json, "shifts", EscalationPieceJson::shift));
            case OVERRIDE ->
                new OnCallOverride(
                        msp,
                        id,
                        Json.text(json, "schedule"),
                        list(json, "technicians", JsonNode::textValue),
                        Instant.parse(Json.text(json, "from")),
                        Instant.parse(Json.text(json, "until")),
                        Json.text(json, "reason"));
            case QUIET_HOURS -> quietHours(msp, id, json);
        };
    }

    private static void write(JsonGenerator json, EscalationPolicy policy) throws IOException {
        json.writeStringField("name", policy.name());
        json.writeArrayFieldStart("steps");
        for (EscalationStep step : policy.steps()) {
            json.writeStartObject();
            json.writeStringField("delay", step.delay().toString());
            json.writeArrayFieldStart("recipients");
            for (Recipient recipient : step.recipients()) {
                json.writeStartObject();
                if (recipient instanceof Recipient.Named named) {
                    json.writeStringField("technician", named.technicianId());
                } else if (recipient instanceof Recipient.OnCall onCall) {
                    json.writeStringField("onCall", onCall.scheduleId());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            texts(json, "channels", step.channels().stream().map(Enum::name).toList());
            json.writeStringField("use", step.use().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("repeats", policy.repeats());
        json.writeStringField("repeatDelay", policy.repeatDelay().toString());
        Json.field(json, "reminderAfter", text(policy.reminderAfter()));
        Json.field(json, "acknowledgementLapsesAfter", text(policy.acknowledgementLapsesAfter()));
    }

    private static EscalationPolicy policy(MspId msp, String id, JsonNode json) {
        return new EscalationPolicy(
                msp,
                id,
                Json.text(json, "name"),
                list(
                        json,
                        "steps",
                        step -> new EscalationStep(
                                Duration.parse(Json.text(step, "delay")),
                                list(step, "recipients", EscalationPieceJson::recipient),
                                list(step, "channels", kind -> ChannelKind.valueOf(kind.textValue())),
                                ChannelUse.valueOf(Json.text(step, "use")))),
                json.path("repeats").intValue(),
                Duration.parse(Json.text(json, "repeatDelay")),
                duration(Json.textOrNull(json, "reminderAfter")),
                duration(Json.textOrNull(json, "acknowledgementLapsesAfter")));
    }

    private static Recipient recipient(JsonNode json) {
        String technician = Json.textOrNull(json, "technician");
        return technician == null ? new Recipient.OnCall(Json.text(json, "onCall")) : new Recipient.Named(technician);
    }

    private static void write(JsonGenerator json, NotificationRoute route) throws IOException {
        json.writeNumberField("order", route.order());
        texts(json, "companies", route.companyIds());
        texts(json, "rules", route.ruleIds());
        json.writeStringField("atLeast", route.atLeast().name());
        Json.field(json, "policy", route.policyId());
        json.writeBooleanField("affectedUser", route.affectedUser());
    }

    private static NotificationRoute route(MspId msp, String id, JsonNode json) {
        return new NotificationRoute(
                msp,
                id,
                json.path("order").intValue(),
                new HashSet<>(list(json, "companies", JsonNode::textValue)),
                new HashSet<>(list(json, "rules", JsonNode::textValue)),
                Severity.valueOf(Json.text(json, "atLeast")),
                Json.textOrNull(json, "policy"),
                json.path("affectedUser").booleanValue());
    }

    private static void write(JsonGenerator json, OnCallSchedule schedule) throws IOException {
        json.writeStringField("name", schedule.name());
        json.writeStringField("zone", schedule.zone().getId());
        json.writeArrayFieldStart("shifts");
        for (OnCallShift shift : schedule.shifts()) {
            json.writeStartObject();
            json.writeStringField("fromDay", shift.fromDay().name());
            json.writeStringField("from", shift.from().toString());
            json.writeStringField("toDay", shift.toDay().name());
            json.writeStringField("to", shift.to().toString());
            texts(json, "rotation", shift.rotation());
            json.writeStringField("rotationStart", shift.rotationStart().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static OnCallShift shift(JsonNode json) {
        return new OnCallShift(
                DayOfWeek.valueOf(Json.text(json, "fromDay")),
                LocalTime.parse(Json.text(json, "from")),
                DayOfWeek.valueOf(Json.text(json, "toDay")),
                LocalTime.parse(Json.text(json, "to")),
                list(json, "rotation", JsonNode::textValue),
                LocalDate.parse(Json.text(json, "rotationStart")));
    }

    private static void write(JsonGenerator json, OnCallOverride override) throws IOException {
        json.writeStringField("schedule", override.scheduleId());
        texts(json, "technicians", override.technicianIds());
        json.writeStringField("from", override.from().toString());
        json.writeStringField("until", override.until().toString());
        json.writeStringField("reason", override.reason());
    }

    private static void write(JsonGenerator json, QuietHours hours) throws IOException {
        json.writeStringField("zone", hours.zone().getId());
        texts(json, "days", hours.days().stream().sorted().map(Enum::name).toList());
        json.writeStringField("from", hours.from().toString());
        json.writeStringField("to", hours.to().toString());
        Json.field(
                json, "passes", hours.passes() == null ? null : hours.passes().name());
    }

    private static QuietHours quietHours(MspId msp, String technicianId, JsonNode json) {
        String passes = Json.textOrNull(json, "passes");
        return new QuietHours(
                msp,
                technicianId,
                ZoneId.of(Json.text(json, "zone")),
                new HashSet<>(list(json, "days", day -> DayOfWeek.valueOf(day.textValue()))),
                LocalTime.parse(Json.text(json, "from")),
                LocalTime.parse(Json.text(json, "to")),
                passes == null ? null : Severity.valueOf(passes));
    }

    private static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static <T> List<T> list(JsonNode json, String field, Function<JsonNode, T> reading) {
        List<T> values = new ArrayList<>();
        json.path(field).forEach(node -> values.add(reading.apply(node)));
        return values;
    }

    private static @Nullable String text(@Nullable Duration value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return text == null ? null : Duration.parse(text);
    }
}

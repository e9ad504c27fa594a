package dev.tocsin.examples.alertbridge.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the SDK's own lines, strictly: an unknown field is a fault, since it is most likely a misspelt one. */
final class JsonLinesReader implements EventReader {
    private static final List<String> FIELDS = List.of(
            "source",
            "company",
            "id",
            "stableId",
            "deliveryId",
            "kind",
            "occurredAt",
            "sequence",
            "category",
            "eventType",
            "severity",
            "title",
            "description",
            "asset",
            "product",
            "os",
            "fix",
            "user",
            "attributes");
    /** The builder's own names for two fields, legal as well. */
    private static final Map<String, String> ALIASES = Map.of("sourceCompanyId", "company", "externalId", "id");

    private static final Set<String> USER_FIELDS = Set.of("objectId", "principalName");
    private static final int MAX_ATTRIBUTES = 200;

    @Override
    public ReadSummary read(ReadSource source, ReadSink sink) {
        Tally tally = new Tally(source, sink);
        return LineRecords.read(source, tally, (number, text) -> tally.event(event(source, text)));
    }

    private static SecurityEvent event(ReadSource source, String text) throws UnusableException {
        Map<String, JsonNode> line = fields(Json.object(Json.STRICT, text));
        SecurityEvent.Builder event = SecurityEvent.builder()
                .msp(source.msp())
                .source(orElse(text(line, "source"), JsonLines.DEFAULT_SOURCE))
                .sourceCompanyId(company(source, line))
                .deliveryId(text(line, "deliveryId"))
                .occurredAt(time(line))
                .sequence(sequence(line))
                .eventType(orElse(text(line, "eventType"), ""))
                .title(text(line, "title"))
                .description(text(line, "description"))
                .asset(text(line, "asset"))
                .product(text(line, "product"))
                .os(text(line, "os"))
                .fix(text(line, "fix"))
                .user(user(line.get("user")))
                .attributes(attributes(line.get("attributes")));
        identify(event, line);
        event.category(needed(
                "category",
                choice(line, "category", EventCategory.values(), EventCategory::label),
                EventCategory.values()));
        EventKind kind = choice(line, "kind", EventKind.values(), EventKind::name);
        if (kind != null) {
            event.kind(kind);
        }
        Severity severity = choice(line, "severity", Severity.values(), Severity::name);
        if (severity != null) {
            event.severity(severity);
        }
        try {
            return event.build();
        } catch (IllegalArgumentException e) {
            throw UnusableException.ofBuilder(e);
        }
    }

    private static Map<String, JsonNode> fields(ObjectNode object) throws UnusableException {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = ALIASES.getOrDefault(field.getKey(), field.getKey());
            if (!FIELDS.contains(name)) {
                throw new UnusableException(
                        BoundedText.within(100, field.getKey()), "is no field; legal are " + String.join(", ", FIELDS));
            }
            if (fields.put(name, field.getValue()) != null) {
                throw new UnusableException(field.getKey(), "is given twice, once under another name");
            }
        }
        fields.values().removeIf(JsonNode::isNull);
        return fields;
    }

    private static void identify(SecurityEvent.Builder event, Map<String, JsonNode> line) throws UnusableException {
        String id = text(line, "id");
        String stableId = text(line, "stableId");
        if ((id == null) == (stableId == null)) {
            throw new UnusableException(
                    "id",
                    (id == null ? "is missing" : "is given beside stableId")
                            + "; a line has either id, of one report, or stableId, of the subject itself");
        }
        if (id != null) {
            event.externalId(id);
        } else {
            event.stableId(stableId);
        }
    }

    private static String company(ReadSource source, Map<String, JsonNode> line) throws UnusableException {
        String named = text(line, "company");
        if (named != null && !named.isBlank()) {
            return named;
        }
        return source.company()
                .orElseThrow(
                        () -> new UnusableException("company", "is missing; name it in the line or give --company ID"));
    }

    private static Instant time(Map<String, JsonNode> line) throws UnusableException {
        String legal = "; an ISO-8601 time with a zone is legal, such as 2026-03-02T09:30:00Z";
        String text = text(line, "occurredAt");
        if (text == null) {
            throw new UnusableException("occurredAt", "is missing" + legal);
        }
        try {
            return RecordTime.checked(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            throw new UnusableException("occurredAt", "'" + BoundedText.within(60, text) + "' is no such time" + legal);
        }
    }

    private static @Nullable Long sequence(Map<String, JsonNode> line) throws UnusableException {
        JsonNode value = line.get("sequence");
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new UnusableException("sequence", "a whole number of 64 bits is legal, not " + kindOf(value));
        }
        return value.longValue();
    }

    private static @Nullable EventUser user(@Nullable JsonNode value) throws UnusableException {
        if (value == null) {
            return null;
        }
        try {
            if (value.isTextual()) {
                return new EventUser(null, value.textValue());
            }
            if (!value.isObject()) {
                throw new UnusableException(
                        "user", "a principal name or {objectId, principalName} is legal, not " + kindOf(value));
            }
            Map<String, JsonNode> ids = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> id : value.properties()) {
                if (!USER_FIELDS.contains(id.getKey())) {
                    throw new UnusableException(
                            "user." + BoundedText.within(100, id.getKey()),
                            "is no field; legal are objectId, principalName");
                }
                if (!id.getValue().isNull()) {
                    ids.put(id.getKey(), id.getValue());
                }
            }
            return new EventUser(text(ids, "objectId"), text(ids, "principalName"));
        } catch (IllegalArgumentException e) {
            throw UnusableException.ofBuilder(e);
        }
    }

    private static Map<String, String> attributes(@Nullable JsonNode value) throws UnusableException {
        if (value == null) {
            return Map.of();
        }
        if (!value.isObject() || value.size() > MAX_ATTRIBUTES) {
            throw new UnusableException(
                    "attributes",
                    "an object of at most " + MAX_ATTRIBUTES + " texts is legal, not "
                            + (value.isObject() ? value.size() : kindOf(value)));
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> attribute : value.properties()) {
            if (attribute.getValue().isContainerNode()) {
                throw new UnusableException(
                        "attributes." + BoundedText.within(100, attribute.getKey()),
                        "a text, number or boolean is legal, not " + kindOf(attribute.getValue()));
            }
            if (!attribute.getValue().isNull()) {
                attributes.put(attribute.getKey(), attribute.getValue().asText());
            }
        }
        return attributes;
    }

    private static @Nullable String text(Map<String, JsonNode> line, String field) throws UnusableException {
        JsonNode value = line.get(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw new UnusableException(field, "a text is legal, not " + kindOf(value));
        }
        return value.textValue();
    }

    private static <E extends Enum<E>> @Nullable E choice(
            Map<String, JsonNode> line, String field, E[] legal, Function<E, String> label) throws UnusableException {
        String text = text(line, field);
        if (text == null) {
            return null;
        }
        String wanted = bare(text);
        for (E value : legal) {
            if (bare(value.name()).equals(wanted) || bare(label.apply(value)).equals(wanted)) {
                return value;
            }
        }
        throw new UnusableException(field, "'" + BoundedText.within(60, text) + "' is not one of " + names(legal));
    }

    private static <E extends Enum<E>> E needed(String field, @Nullable E value, E[] legal) throws UnusableException {
        if (value == null) {
            throw new UnusableException(field, "is missing; legal are " + names(legal));
        }
        return value;
    }

    private static <E extends Enum<E>> String names(E[] legal) {
        return Arrays.stream(legal).map(Enum::name).collect(Collectors.joining(", "));
    }

    private static String bare(String text) {
        return text.strip().replaceAll("[\\s_-]+", "_").toUpperCase(Locale.ROOT);
    }

    private static String kindOf(JsonNode value) {
        return value.isNumber()
                ? "a number"
                : value.isContainerNode() ? "an object or a list" : "true, false or a text";
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null || value.isBlank() ? other : value;
    }
}

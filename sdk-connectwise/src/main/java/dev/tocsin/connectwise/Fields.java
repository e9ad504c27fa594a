package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record of an answer leniently: an unknown field is passed over, and a field that is absent or of another
 * type than documented reads as absent, since the vendor adds fields without a new version and omits nulls.
 */
final class Fields {
    private final JsonNode node;

    Fields(JsonNode node) {
        this.node = node;
    }

    /** The record's id; 0 if it has none. */
    int id() {
        return Objects.requireNonNullElse(integer("id"), 0);
    }

    @Nullable
    String text(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() || value.isNumber() || value.isBoolean() ? value.asText() : null;
    }

    /** Text that the contract promises; empty if the server omitted it. */
    String textOrEmpty(String name) {
        return Objects.requireNonNullElse(text(name), "");
    }

    @Nullable
    Integer integer(String name) {
        JsonNode value = node.path(name);
        if (value.isNumber() && value.canConvertToInt()) {
            return value.intValue();
        }
        if (value.isTextual() && value.textValue().matches("-?\\d{1,9}")) {
            return Integer.valueOf(value.textValue());
        }
        return null;
    }

    @Nullable
    Double number(String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? value.doubleValue() : null;
    }

    /** A flag: true if it is true or the text "True", as some servers write it; absent is false. */
    boolean flag(String name) {
        JsonNode value = node.path(name);
        return value.isBoolean() ? value.booleanValue() : "true".equalsIgnoreCase(value.asText());
    }

    /** Whether the field is present and not null. */
    boolean has(String name) {
        return node.hasNonNull(name);
    }

    @Nullable
    Instant instant(String name) {
        String value = text(name);
        return value == null ? null : parseInstant(value.strip());
    }

    @Nullable
    Reference reference(String name) {
        JsonNode value = node.path(name);
        if (!value.isObject()) {
            return null;
        }
        Fields fields = new Fields(value);
        String label = fields.text("name");
        Integer id = fields.integer("id");
        String display = label == null ? fields.text("summary") : label;
        String identifier = fields.text("identifier");
        return id == null && display == null && identifier == null ? null : new Reference(id, display, identifier);
    }

    List<Integer> integers(String name) {
        List<Integer> values = new ArrayList<>();
        node.path(name).forEach(value -> {
            if (value.canConvertToInt()) {
                values.add(value.intValue());
            }
        });
        return List.copyOf(values);
    }

    /** The records of an array; empty if there is none. */
    List<Fields> records(String name) {
        List<Fields> records = new ArrayList<>();
        node.path(name).forEach(element -> {
            if (element.isObject()) {
                records.add(new Fields(element));
            }
        });
        return records;
    }

    /** The server's own notes on the record, such as {@code lastUpdated}. */
    Fields info() {
        JsonNode info = node.path("_info");
        return new Fields(info.isObject() ? info : JsonNodeFactory.instance.objectNode());
    }

    /**
     * ISO 8601 with an offset; without one it is UTC; a bare date is its first moment. Anything else reads as absent:
     * most dates of a ticket are plain strings in the contract.
     */
    private static @Nullable Instant parseInstant(String value) {
        try {
            if (value.length() == 10) {
                return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean hasOffset = value.endsWith("Z") || value.matches(".*[+-]\\d\\d(:?\\d\\d)?");
            boolean offsetInTime = hasOffset && value.indexOf('T') > 0 && value.length() > 16;
            return offsetInTime
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDateTime.parse(value.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}

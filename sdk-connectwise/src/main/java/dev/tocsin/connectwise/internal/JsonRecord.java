package dev.tocsin.connectwise.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record of an answer leniently: an unknown field is passed over, and a field that is absent or of another
 * type than documented reads as absent, since the vendor adds fields without a new version and omits nulls. Immutable.
 */
public final class JsonRecord {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern OFFSET = Pattern.compile(".*[+-]\\d\\d(:?\\d\\d)?");
    private static final String USUAL_MOMENT = "0000-00-00T00:00:00Z";

    private final JsonNode node;

    /** A view of an object of an answer. */
    public JsonRecord(JsonNode node) {
        this.node = node;
    }

    /** The object itself. */
    public JsonNode node() {
        return node;
    }

    /** The record's id; 0 if it has none. */
    public int id() {
        return Objects.requireNonNullElse(integer("id"), 0);
    }

    /** A single value as text; null if it is absent. */
    public @Nullable String text(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() || value.isNumber() || value.isBoolean() ? value.asText() : null;
    }

    /** Text that the contract promises; empty if the server omitted it. */
    public String textOrEmpty(String name) {
        return Objects.requireNonNullElse(text(name), "");
    }

    /** A whole number, also one written as text; null if it is absent. */
    public @Nullable Integer integer(String name) {
        JsonNode value = node.path(name);
        if (value.isNumber() && value.canConvertToInt()) {
            return value.intValue();
        }
        if (value.isTextual() && WHOLE.matcher(value.textValue()).matches()) {
            return Integer.valueOf(value.textValue());
        }
        return null;
    }

    /** A number; null if it is absent. */
    public @Nullable BigDecimal decimal(String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? value.decimalValue() : null;
    }

    /** A number; null if it is absent. */
    public @Nullable Double number(String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? value.doubleValue() : null;
    }

    /** A flag: true if it is true or the text "True", as some servers write it; absent is false. */
    public boolean flag(String name) {
        JsonNode value = node.path(name);
        return value.isBoolean() ? value.booleanValue() : "true".equalsIgnoreCase(value.asText());
    }

    /** Whether the field is present and not null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** A moment; null if it is absent or cannot be read. */
    public @Nullable Instant instant(String name) {
        String value = text(name);
        return value == null ? null : parseInstant(value.strip());
    }

    /** The record that a field holds; null if it holds none. */
    public @Nullable JsonRecord record(String name) {
        JsonNode value = node.path(name);
        return value.isObject() ? new JsonRecord(value) : null;
    }

    /** A single value as a String, a BigDecimal or a Boolean; null if it is absent, null or no single value. */
    public @Nullable Object scalar(String name) {
        JsonNode value = node.path(name);
        if (value.isTextual()) {
            return value.textValue();
        }
        return value.isNumber() ? value.decimalValue() : value.isBoolean() ? value.booleanValue() : null;
    }

    /** The whole numbers of an array; empty if there is none. */
    public List<Integer> integers(String name) {
        JsonNode array = node.path(name);
        if (!array.isArray()) {
            return List.of();
        }
        List<Integer> values = new ArrayList<>();
        array.forEach(value -> {
            if (value.canConvertToInt()) {
                values.add(value.intValue());
            }
        });
        return List.copyOf(values);
    }

    /** The texts of an array; empty if there is none. */
    public List<String> texts(String name) {
        JsonNode array = node.path(name);
        if (!array.isArray()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        array.forEach(value -> {
            if (value.isTextual()) {
                values.add(value.textValue());
            }
        });
        return List.copyOf(values);
    }

    /** The records of an array; empty if there is none. */
    public List<JsonRecord> records(String name) {
        JsonNode array = node.path(name);
        if (!array.isArray()) {
            return List.of();
        }
        List<JsonRecord> records = new ArrayList<>();
        array.forEach(element -> {
            if (element.isObject()) {
                records.add(new JsonRecord(element));
            }
        });
        return records;
    }

    /** The server's own notes on the record, such as {@code lastUpdated}. */
    public JsonRecord info() {
        JsonNode info = node.path("_info");
        return new JsonRecord(info.isObject() ? info : JsonNodeFactory.instance.objectNode());
    }

    /**
     * ISO 8601 with an offset; without one it is UTC; a bare date is its first moment. Anything else reads as absent:
     * most dates of a ticket are plain strings in the contract.
     */
    private static @Nullable Instant parseInstant(String value) {
        try {
            if (isUsualMoment(value)) {
                return usualMoment(value);
            }
            if (value.length() == 10) {
                return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean hasOffset = value.endsWith("Z") || OFFSET.matcher(value).matches();
            boolean offsetInTime = hasOffset && value.indexOf('T') > 0 && value.length() > 16;
            return offsetInTime
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDateTime.parse(value.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether it is written as servers write nearly all moments; the formatters of the JDK cost ten times as much. */
    private static boolean isUsualMoment(String value) {
        if (value.length() != USUAL_MOMENT.length()) {
            return false;
        }
        for (int i = 0; i < USUAL_MOMENT.length(); i++) {
            char wanted = USUAL_MOMENT.charAt(i);
            char c = value.charAt(i);
            if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        return true;
    }

    /** @throws DateTimeException if there is no such day or time of day */
    private static Instant usualMoment(String value) {
        return LocalDateTime.of(
                        Integer.parseInt(value, 0, 4, 10),
                        Integer.parseInt(value, 5, 7, 10),
                        Integer.parseInt(value, 8, 10, 10),
                        Integer.parseInt(value, 11, 13, 10),
                        Integer.parseInt(value, 14, 16, 10),
                        Integer.parseInt(value, 17, 19, 10))
                .toInstant(ZoneOffset.UTC);
    }
}

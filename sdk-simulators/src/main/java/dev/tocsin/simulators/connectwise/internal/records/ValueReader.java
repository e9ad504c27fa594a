package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.simulators.connectwise.internal.query.Moments;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Turns sent JSON values into those that are stored, as the server's deserialiser does, or refuses them in its words. */
final class ValueReader {
    private static final int MAX_SHOWN = 60;

    private ValueReader() {}

    /** The known and writable fields of a create's body; others are passed over, nulls are left out. */
    static ObjectNode readAll(RecordKind kind, JsonNode body, Set<String> readOnly) {
        if (!(body instanceof ObjectNode sent)) {
            throw ApiError.connectWiseApi(400, "The request body must be a JSON object.");
        }
        ObjectNode row = Json.object();
        for (RecordKind.Field field : kind.fields()) {
            JsonNode value = sent.get(field.name());
            if (value != null && !value.isNull() && !readOnly.contains(field.name())) {
                row.set(field.name(), read(field, value));
            }
        }
        return row;
    }

    /** One value in the form in which it is stored. */
    static JsonNode read(RecordKind.Field field, JsonNode value) {
        String path = field.name();
        return switch (field.kind()) {
            case 't' -> text(value, path);
            case 'e' -> choice(field, value);
            case 'd' -> moment(value, path);
            case 'i' -> integer(value, path);
            case 'n' -> decimal(value, path);
            case 'b' -> flag(value, path);
            case 'r', 'm' -> {
                if (!value.isObject()) {
                    throw unconvertible(value, referenceType(path), path);
                }
                yield value;
            }
            default -> {
                if (!value.isArray()) {
                    throw unconvertible(value, "System.Collections.Generic.List", path);
                }
                yield value;
            }
        };
    }

    private static JsonNode text(JsonNode value, String path) {
        if (value.isContainerNode()) {
            throw unconvertible(value, "System.String", path);
        }
        // The vendor's guide: line breaks and tabs are not supported in ordinary fields and become one space. Notes
        // keep them.
        boolean keepsBreaks = path.equals("text") || path.startsWith("initial");
        return TextNode.valueOf(keepsBreaks ? value.asText() : value.asText().replaceAll("[\\r\\n\\t]+", " "));
    }

    private static JsonNode choice(RecordKind.Field field, JsonNode value) {
        if (!value.isTextual() || !field.allows(value.textValue())) {
            throw unconvertible(value, "System.Nullable`1[" + field.name() + "]", field.name());
        }
        return value;
    }

    private static JsonNode moment(JsonNode value, String path) {
        // Fractions of a second are refused with this text [LIVE].
        if (value.isTextual() && value.textValue().matches(".*\\d:\\d{2}\\.\\d+.*")) {
            throw ApiError.connectWiseApi(400, "Unsupported format applied to " + path);
        }
        return Moments.parse(value.asText(""))
                .map(instant -> (JsonNode) TextNode.valueOf(Moments.write(instant)))
                .orElseThrow(() -> unconvertible(value, "System.Nullable`1[System.DateTime]", path));
    }

    private static JsonNode integer(JsonNode value, String path) {
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return IntNode.valueOf(value.intValue());
        }
        if (value.isTextual() && value.textValue().matches("-?\\d{1,9}")) {
            return IntNode.valueOf(Integer.parseInt(value.textValue()));
        }
        throw unconvertible(value, "System.Nullable`1[System.Int32]", path);
    }

    private static JsonNode decimal(JsonNode value, String path) {
        if (value.isNumber()) {
            return DecimalNode.valueOf(value.decimalValue());
        }
        if (value.isTextual() && value.textValue().matches("-?\\d{1,15}(\\.\\d{1,10})?")) {
            return DecimalNode.valueOf(new BigDecimal(value.textValue()));
        }
        throw unconvertible(value, "System.Nullable`1[System.Decimal]", path);
    }

    private static JsonNode flag(JsonNode value, String path) {
        if (value.isBoolean()) {
            return value;
        }
        if (value.isTextual() && value.textValue().matches("(?i)true|false")) {
            return BooleanNode.valueOf(Boolean.parseBoolean(value.textValue()));
        }
        throw unconvertible(value, "System.Nullable`1[System.Boolean]", path);
    }

    static ApiError unconvertible(JsonNode value, String type, String path) {
        String shown = value.toString();
        return ApiError.unconvertible(
                shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "..." : shown, type, path);
    }

    private static String referenceType(String path) {
        return "ConnectWise.Apis.v3_0.v2015_3." + path.substring(0, 1).toUpperCase(Locale.ROOT) + path.substring(1)
                + "Reference";
    }

    /** The faults of all stored texts that are too long. */
    static List<FieldFault> tooLong(RecordKind kind, ObjectNode row) {
        List<FieldFault> faults = new ArrayList<>();
        for (RecordKind.Field field : kind.fields()) {
            if (row.path(field.name()).asText("").length() > field.maxLength()) {
                faults.add(FieldFault.tooLong(kind.resource(), field.name(), field.maxLength()));
            }
        }
        return faults;
    }
}

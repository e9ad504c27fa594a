package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How values are kept as text. Field names are written out here and not taken from the records, so that renaming a
 * component does not lose what was kept; fields that are not known are passed over.
 */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private Json() {}

    /** Something that writes one object. */
    @FunctionalInterface
    interface Content<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    /** Writes a value as an object. */
    static <T> String object(T value, Content<T> content) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            content.write(json, value);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes a field, unless its value is null. */
    static void field(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** Writes a map of texts as an object, unless it is empty. */
    static void field(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, String> value : values.entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
        }
    }

    /** The text of texts in their order. */
    static String texts(List<String> texts) {
        if (texts.isEmpty()) {
            return "[]";
        }
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array.toString();
    }

    /** The text of rows of texts, each with its columns in their order; what is null stays so. */
    static String rows(Collection<List<@Nullable String>> rows) {
        ArrayNode array = MAPPER.createArrayNode();
        for (List<@Nullable String> row : rows) {
            ArrayNode columns = array.addArray();
            row.forEach(columns::add);
        }
        return array.toString();
    }

    /** The texts of a text. */
    static List<String> texts(String json) {
        if (json.equals("[]")) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        read(json).forEach(node -> texts.add(node.textValue()));
        return texts;
    }

    /** The text of numbers. */
    static String numbers(Collection<Long> numbers) {
        StringBuilder array = new StringBuilder("[");
        for (Long number : numbers) {
            array.append(array.length() == 1 ? "" : ",").append(number);
        }
        return array.append(']').toString();
    }

    /** The numbers of a text. */
    static List<Long> numbers(String json) {
        List<Long> numbers = new ArrayList<>();
        read(json).forEach(node -> numbers.add(node.longValue()));
        return numbers;
    }

    /** Reads an object. */
    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // The text itself may hold what people must not see in a log.
            throw new IllegalArgumentException("the store holds text that is not JSON: " + e.getOriginalMessage());
        }
    }

    /** The text of a field that must be there. */
    static String text(JsonNode object, String field) {
        String value = textOrNull(object, field);
        if (value == null) {
            throw new IllegalArgumentException("the store holds an object without the field '" + field + "'");
        }
        return value;
    }

    /** The text of a field, or null if it is absent. */
    static @Nullable String textOrNull(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null ? null : value.textValue();
    }

    /** The texts by name of a field that is an object; empty if it is absent. */
    static Map<String, String> map(JsonNode object, String field) {
        Map<String, String> values = new LinkedHashMap<>();
        if (object.get(field) instanceof ObjectNode node) {
            node.properties()
                    .forEach(
                            entry -> values.put(entry.getKey(), entry.getValue().textValue()));
        }
        return values;
    }

    /** Writes maps, lists, texts, whole numbers and booleans as they are. */
    static void plain(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                plain(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                plain(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString((String) value);
        }
    }

    /** The maps, lists, texts, numbers and booleans of a node; null for null. */
    static @Nullable Object plain(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }
}

package dev.tocsin.simulators.connectwise.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The one JSON mapper of the simulator. Thread-safe. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** A new object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A new array. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** An object of the entries of a map, whose values are texts, numbers, booleans, maps and lists. */
    public static ObjectNode ofMap(Map<String, ?> fields) {
        return MAPPER.valueToTree(fields);
    }

    /** A text, number, boolean, map or list as JSON. */
    public static JsonNode ofValue(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The bytes of a value. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a request's body.
     *
     * @throws ApiError 400 in the server's words if it is no JSON
     */
    public static JsonNode parse(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node == null || node instanceof MissingNode) {
                throw ApiError.connectWiseApi(400, "A non-empty request body is required.");
            }
            return node;
        } catch (IOException e) {
            throw ApiError.connectWiseApi(400, "The request body is not valid JSON.");
        }
    }
}

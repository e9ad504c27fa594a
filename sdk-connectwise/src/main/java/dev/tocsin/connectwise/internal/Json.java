package dev.tocsin.connectwise.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. Thread-safe. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Arrays are read, changed in part and sent back as a whole: the numbers in the rest must not change.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** The whole body as JSON; a missing node if it is empty or no JSON. */
    public static JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    /** Plain maps, lists and values as JSON. */
    public static JsonNode tree(@Nullable Object plain) {
        return MAPPER.valueToTree(plain);
    }

    /** The text of JSON in bytes. */
    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** An empty array. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Whether two single values are the same: numbers by value, also where one of them is written as text. */
    public static boolean sameScalar(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return blank(one) && blank(other);
        }
        if (one instanceof Boolean || other instanceof Boolean) {
            return one.toString().equalsIgnoreCase(other.toString());
        }
        try {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        } catch (NumberFormatException e) {
            return one.toString().strip().equals(other.toString().strip());
        }
    }

    private static boolean blank(@Nullable Object value) {
        return value == null || value.toString().isBlank();
    }
}

package dev.tocsin.connectwise.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. Thread-safe. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Arrays are read, changed in part and sent back as a whole: the numbers in the rest must not change.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(new CompactNodes())
            .build();

    /** For classes of the caller's own: what they do not know is passed over, as the vendor adds fields at any time. */
    private static final JsonMapper OWN = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // Of a class what is null was not meant; in a map it was put there, and takes a value away.
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** Makes objects whose fields take little room. */
    private static final class CompactNodes extends JsonNodeFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public ObjectNode objectNode() {
            return new ObjectNode(this, new FieldMap());
        }
    }

    /**
     * JSON as an object of the caller's own class. In maps, decimals are BigDecimal, as the server wrote them.
     *
     * @return null if the JSON is null or there is none
     * @throws IllegalArgumentException if it does not fit the class; the message holds no value
     */
    public static <T> @Nullable T as(JsonNode node, Class<T> type) {
        try {
            return OWN.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            String field = e instanceof JsonMappingException mapping ? place(mapping) : "";
            throw new IllegalArgumentException(
                    "the answer does not fit " + type.getName() + (field.isEmpty() ? "" : " at " + field));
        }
    }

    private static String place(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() != null ? step.getFieldName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("/"));
    }

    /**
     * An object of the caller's own class, a map or a list as JSON; what is null is left out of objects of classes, but
     * not of maps.
     */
    public static JsonNode of(Object own) {
        return OWN.valueToTree(own);
    }

    /**
     * The whole body as JSON; a missing node if it is empty or no JSON. A list of records refers to the array, which must
     * not change any more, and is unmodifiable itself: to change what it holds, take a deep copy.
     */
    public static JsonNode parse(byte[] body) {
        ArrayNode rows = ReadRows.of(body);
        if (rows != null) {
            return rows;
        }
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Plain maps, lists and values as JSON. */
    public static JsonNode tree(@Nullable Object plain) {
        return plain instanceof JsonNode node ? node : MAPPER.valueToTree(plain);
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

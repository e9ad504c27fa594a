package dev.tocsin.connectwise.callback;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from outside: nesting, tokens and numbers are bounded, and a name that stands twice is refused, because two readers
 * could take different ones of the two. Thread-safe.
 */
final class CallbackJson {
    /** The vendor's records nest about six deep. */
    private static final int DEEPEST = 64;

    /** For what nobody vouched for: a body of 1 MB could else become a tree of 30 MB. The vendor's has 20 tokens. */
    private static final JsonMapper STRANGERS = mapper(10_000);

    private static final JsonMapper ENTITIES = mapper(1_000_000);

    private CallbackJson() {}

    private static JsonMapper mapper(long mostTokens) {
        JsonFactory factory = JsonFactory.builder()
                // names from outside must not stay in memory for ever
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(50)
                        .maxNameLength(500)
                        .maxTokenCount(mostTokens)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** The bytes as one JSON object; empty if they are anything else. */
    static Optional<JsonNode> object(byte[] bytes) {
        try {
            JsonNode node = STRANGERS.readTree(bytes);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    /**
     * The text as a class of the caller's.
     *
     * @throws IllegalArgumentException if it is no JSON or does not fit; without the cause, whose message holds values
     */
    @SuppressWarnings("UnusedException")
    static <T> T read(String text, Class<T> type) {
        @Nullable T value;
        try {
            value = ENTITIES.readValue(text, type);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(
                    "entity: cannot be read as " + type.getName() + ", at " + e.getPathReference());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "entity: is no JSON that this client reads (at most " + DEEPEST + " levels deep, no name twice)");
        }
        if (value == null) {
            throw new IllegalArgumentException("entity: is JSON null, which is no " + type.getName());
        }
        return value;
    }

    /** A field that is text or a number, as text; empty if it is absent, blank or of another kind. */
    static Optional<String> text(JsonNode object, String field) {
        JsonNode node = object.path(field);
        return (node.isTextual() || node.isNumber()) && !node.asText().isBlank()
                ? Optional.of(node.asText())
                : Optional.empty();
    }

    /** A field that is a whole number of 32 bits, given as such or as text; empty if it is not. */
    static Optional<Integer> number(JsonNode object, String field) {
        return text(object, field)
                .filter(text -> text.matches("-?\\d{1,10}"))
                .map(Long::parseLong)
                .filter(number -> number == number.intValue())
                .map(Long::intValue);
    }
}

package dev.tocsin.examples.alertbridge.reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** How JSON is read here: bounded depth, no trailing text, no source text in errors. */
final class Json {
    private static final int MAX_DEPTH = 100;

    /** Takes a field that is given twice; the last counts. */
    static final ObjectMapper LENIENT = mapper(false);
    /** Refuses a field that is given twice. */
    static final ObjectMapper STRICT = mapper(true);

    private Json() {}

    private static ObjectMapper mapper(boolean strict) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(2 * LineReader.MAX_BYTES)
                        .build())
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** The object that a line holds. */
    static ObjectNode object(ObjectMapper mapper, String line) throws UnusableException {
        JsonNode node;
        try {
            node = mapper.readTree(line);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
            throw new UnusableException(null, "not JSON: " + e.getOriginalMessage() + where);
        } catch (IOException e) {
            throw new UnusableException(null, "not JSON: " + e.getMessage());
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new UnusableException(
                null,
                "a line holds one JSON object, not " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    }
}

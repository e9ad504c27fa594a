package dev.tocsin.msgraph.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** JSON from outside, read within bounds: what is nested too deep or cut off never reaches the official client, whose reader recurses. */
public final class JsonAnswers {
    private static final int DEEPEST = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxStringLength(20_000_000)
                            .build())
                    .build())
            .build();

    private JsonAnswers() {}

    /** Whether it is one whole JSON value, nested no deeper than 100 levels, with nothing after it. */
    public static boolean sound(byte[] body) {
        try (JsonParser parser = MAPPER.getFactory().createParser(body)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            // Past the value of a scalar, and of a structure that skipChildren has walked through, there must be the
            // end.
            return parser.nextToken() == null;
        } catch (IOException broken) {
            return false;
        }
    }

    /** The value; missing if it is not {@link #sound}. */
    public static JsonNode read(byte[] body) {
        try {
            return body.length == 0 || !sound(body) ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (IOException broken) {
            return MissingNode.getInstance();
        }
    }

    /** The value as JSON text. */
    public static byte[] write(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}

package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.http.TransportResponse;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A successful answer whose body is JSON of the expected shape.
 *
 * @param response the answer
 * @param body its body, an object or an array
 */
record Answer(TransportResponse response, JsonNode body) {
    private static final Pattern NEXT = Pattern.compile("rel\\s*=\\s*\"?next\\b", Pattern.CASE_INSENSITIVE);

    JsonRecord record() {
        return new JsonRecord(body);
    }

    Optional<String> requestId() {
        return AnswerReader.requestId(response);
    }

    /**
     * Whether the server says that the list goes on. The address it names is never used: it may be another host's.
     */
    boolean saysNext() {
        return response.header("link").filter(NEXT.asPredicate()).isPresent();
    }

    /** Whether the server says anything about the pages around this one. */
    boolean hasLink() {
        return response.header("link").isPresent();
    }
}

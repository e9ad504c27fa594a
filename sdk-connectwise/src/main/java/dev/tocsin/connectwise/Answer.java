package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.http.TransportResponse;
import java.util.Optional;

/**
 * A successful answer whose body is JSON of the expected shape.
 *
 * @param response the answer
 * @param body its body, an object or an array
 */
record Answer(TransportResponse response, JsonNode body) {
    JsonRecord record() {
        return new JsonRecord(body);
    }

    Optional<String> requestId() {
        return AnswerReader.requestId(response);
    }
}

package dev.tocsin.msgraph.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.RetryAfter;
import dev.tocsin.http.TransportResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of Graph, as far as it says something. Bodies that are empty, text or HTML are no obstacle.
 *
 * @param method the request's method
 * @param path its path without the version
 * @param status the HTTP status
 * @param code Graph's code, or null if there was none
 * @param message its words, shortened and without control characters; empty if there were none
 * @param requestId the service's id of the request, or null
 * @param retryAfter how long it asks to wait, or null
 */
public record ErrorAnswer(
        String method,
        String path,
        int status,
        @Nullable String code,
        String message,
        @Nullable String requestId,
        @Nullable Duration retryAfter) {
    private static final int LONGEST_MESSAGE = 400;
    private static final int LONGEST_CODE = 100;

    /** Reads an answer. */
    public static ErrorAnswer of(String method, TransportResponse answer, Clock clock) {
        JsonNode error = JsonAnswers.read(answer.bodyUncopied()).path("error");
        String code = cleaned(error.path("code").asText(""), LONGEST_CODE);
        return new ErrorAnswer(
                method,
                withoutVersion(answer.uri().getPath()),
                answer.status(),
                code.isEmpty() ? null : code,
                cleaned(error.path("message").asText(""), LONGEST_MESSAGE),
                answer.header("request-id").map(id -> cleaned(id, LONGEST_CODE)).orElse(null),
                RetryAfter.of(answer, clock).orElse(null));
    }

    /** The path without {@code /v1.0}. */
    public static String withoutVersion(@Nullable String path) {
        String whole = path == null ? "" : path;
        int version = whole.indexOf("/v1.0/");
        return version < 0 ? whole : whole.substring(version + 5);
    }

    /**
     * The answer's body as the official client can read it: as it is where it is Graph's own, else made up from the status. That
     * client fails without a word on a proxy's page.
     */
    public static byte[] readableBody(TransportResponse answer) {
        JsonNode body = JsonAnswers.read(answer.bodyUncopied());
        if (body.path("error").path("code").isTextual()) {
            return answer.bodyUncopied();
        }
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.putObject("error")
                .put("code", "")
                .put("message", "the answer " + answer.status() + " came without Graph's error");
        return JsonAnswers.write(made);
    }

    /** Text from outside without control characters, cut to a length. */
    public static String cleaned(String text, int longest) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> {
            boolean unfit =
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029;
            clean.appendCodePoint(unfit ? ' ' : c);
        });
        return text.codePoints().skip(longest).findAny().isPresent()
                ? clean.append('…').toString()
                : clean.toString().strip();
    }

    /** Whether the request changes something, so that an error of the server leaves open whether it did. */
    public boolean write() {
        return !method.equals("GET");
    }
}

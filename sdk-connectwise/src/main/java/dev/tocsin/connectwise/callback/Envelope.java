package dev.tocsin.connectwise.callback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a callback says, before anybody knows whether it is true.
 *
 * @param message the message
 * @param keyUrl where the body claims that the key of its signature lies
 */
record Envelope(CallbackMessage message, String keyUrl) {
    private static final int LONGEST_WORD = 200;
    private static final int LONGEST_URL = 2_000;

    /** The body does not hold what a callback must. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /**
     * Reads the raw body once: the place of the key and the message come from the same tree, so that no second reader
     * can see another message than the one whose key was looked up.
     */
    static Envelope read(byte[] rawBody) throws MalformedException {
        JsonNode body = CallbackJson.object(rawBody)
                .orElseThrow(() -> new MalformedException("body: is not one JSON object with each name once"));
        String keyUrl = word(body.path("Metadata"), "key_url", "Metadata.key_url", LONGEST_URL);
        CallbackMessage message = new CallbackMessage(
                word(body, "MessageId", "MessageId", LONGEST_WORD),
                word(body, "Type", "Type", LONGEST_WORD).toLowerCase(Locale.ROOT),
                new CallbackAction(word(body, "Action", "Action", LONGEST_WORD)),
                CallbackJson.number(body, "ID")
                        .orElseThrow(() -> new MalformedException("ID: must be a whole number of 32 bits")),
                word(body, "CompanyId", "CompanyId", LONGEST_WORD),
                optionalWord(body, "MemberId"),
                optionalWord(body, "ProductInstanceId"),
                entity(body.path("Entity")),
                CallbackJson.number(body, "CallbackObjectRecId").orElse(null));
        return new Envelope(message, keyUrl);
    }

    private static String word(JsonNode object, String field, String place, int longest) throws MalformedException {
        String text = CallbackJson.text(object, field)
                .orElseThrow(() -> new MalformedException(place + ": is required and must be text"));
        if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedException(place + ": must be at most " + longest
                    + " characters without a control character, but has " + text.length());
        }
        return text;
    }

    private static @Nullable String optionalWord(JsonNode object, String field) throws MalformedException {
        return CallbackJson.text(object, field).isEmpty() ? null : word(object, field, field, LONGEST_WORD);
    }

    /** The vendor sends the entity as JSON within a string; an object in its place is taken as well. */
    private static @Nullable String entity(JsonNode node) {
        if (node.isTextual()) {
            String text = node.asText();
            return text.isBlank() || text.strip().equals("null") ? null : text;
        }
        return node.isObject() ? node.toString() : null;
    }
}

package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes fields out of records: names in any case, objects as such or as JSON text inside a string. */
final class JsonFields {
    private JsonFields() {}

    /** An id by what a node says, whatever the order of its fields. */
    static String hash(JsonNode node) {
        KeyHash hash = KeyHash.start();
        add(hash, node);
        return "sha256-" + Base32.encode(hash.finish(), 40);
    }

    private static void add(KeyHash hash, JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> ordered = new TreeMap<>();
            node.properties().forEach(field -> ordered.put(field.getKey(), field.getValue()));
            hash.add("{").add(ordered.size());
            ordered.forEach((name, value) -> {
                hash.add(name);
                add(hash, value);
            });
        } else if (node.isArray()) {
            hash.add("[").add(node.size());
            node.forEach(item -> add(hash, item));
        } else {
            hash.add(node.getNodeType().name()).add(node.asText());
        }
    }

    /** A field by its name in any case, JSON text inside it read; missing if there is none. */
    static JsonNode child(JsonNode parent, String name) {
        JsonNode exact = parent.get(name);
        if (exact != null) {
            return opened(exact);
        }
        for (Map.Entry<String, JsonNode> field : parent.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return opened(field.getValue());
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode opened(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.textValue().strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return value;
        }
        try {
            JsonNode inside = RecordText.MAPPER.readTree(text);
            return inside.isContainerNode() ? inside : value;
        } catch (JsonProcessingException e) {
            return value; // text that only looks like JSON is text
        }
    }

    /** The value as text; null if it is absent, blank, an object or a list. */
    static @Nullable String text(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asText().strip();
        return text.isEmpty() ? null : text;
    }

    /** A field of a nested object as text; null if it is absent or blank. */
    static @Nullable String text(JsonNode parent, String name) {
        return text(child(parent, name));
    }
}

package dev.tocsin.examples.alertbridge.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One record of Entra ID, whatever way it was exported: field names in any case, the details under {@code properties}
 * or beside the rest, objects as such or as JSON text inside a string.
 *
 * @see <a href="https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/auditlogs">AuditLogs</a>
 */
final class EntraRecord {
    private static final String TENANTS = "/tenants/";

    private final ObjectNode whole;
    private final JsonNode envelope;
    private final JsonNode properties;

    EntraRecord(ObjectNode record) {
        whole = record;
        envelope = record;
        properties = child(record, "properties");
    }

    /** A field of the envelope or, if it is not there, of the properties; null if absent or blank. */
    @Nullable
    String outer(String name) {
        String text = text(child(envelope, name));
        return text != null ? text : text(child(properties, name));
    }

    /** A field of the properties or, if it is not there, of the envelope; null if absent or blank. */
    @Nullable
    String inner(String name) {
        String text = text(child(properties, name));
        return text != null ? text : text(child(envelope, name));
    }

    /** A nested object or list of the properties or, if it is not there, of the envelope; missing if it is neither. */
    JsonNode nested(String name) {
        JsonNode value = child(properties, name);
        return value.isContainerNode() ? value : child(envelope, name);
    }

    /**
     * The customer's tenant id; null if the record does not say. In a Log Analytics export {@code TenantId} is the
     * workspace's id, and {@code AADTenantId} the customer's.
     */
    @Nullable
    String tenantId() {
        String directory = outer("AADTenantId");
        if (directory != null) {
            return directory;
        }
        String ofResource = tenantOf(text(child(envelope, "resourceId")));
        boolean logAnalytics = !child(envelope, "TimeGenerated").isMissingNode();
        if (logAnalytics && ofResource != null) {
            return ofResource;
        }
        String named = outer("tenantId");
        return named != null ? named : ofResource;
    }

    private static @Nullable String tenantOf(@Nullable String resourceId) {
        if (resourceId == null || !resourceId.regionMatches(true, 0, TENANTS, 0, TENANTS.length())) {
            return null;
        }
        int end = resourceId.indexOf('/', TENANTS.length());
        String tenant = resourceId.substring(TENANTS.length(), end < 0 ? resourceId.length() : end);
        return tenant.isBlank() ? null : tenant;
    }

    /** When it happened: by the activity itself, else by the log. */
    Instant occurredAt() throws UnusableException {
        String unreadable = null;
        for (String field : new String[] {"activityDateTime", "createdDateTime", "time", "TimeGenerated"}) {
            String text = inner(field);
            Instant time = RecordTime.azure(text);
            if (time != null) {
                return time;
            }
            unreadable = unreadable == null ? text : unreadable;
        }
        throw new UnusableException(
                "time",
                (unreadable == null ? "is missing" : "'" + Cut.to(60, unreadable) + "' is no time")
                        + "; activityDateTime, createdDateTime or time is needed, such as 2025-01-15T14:20:35.456Z");
    }

    /** The record's own id, else a hash over what it says, whatever the order of its fields. */
    String id() {
        String own = inner("id");
        if (own != null && own.length() <= 400) {
            return own;
        }
        KeyHash hash = KeyHash.start();
        add(hash, whole);
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
            JsonNode inside = Json.LENIENT.readTree(text);
            return inside.isContainerNode() ? inside : value;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
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

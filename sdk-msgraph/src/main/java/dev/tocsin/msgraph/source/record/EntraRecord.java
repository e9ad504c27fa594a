package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.base.BoundedText;
import java.time.Instant;
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
        properties = JsonFields.child(record, "properties");
    }

    /** A field of the envelope or, if it is not there, of the properties; null if absent or blank. */
    @Nullable
    String outer(String name) {
        String text = JsonFields.text(JsonFields.child(envelope, name));
        return text != null ? text : JsonFields.text(JsonFields.child(properties, name));
    }

    /** A field of the properties or, if it is not there, of the envelope; null if absent or blank. */
    @Nullable
    String inner(String name) {
        String text = JsonFields.text(JsonFields.child(properties, name));
        return text != null ? text : JsonFields.text(JsonFields.child(envelope, name));
    }

    /** A nested object or list of the properties or, if it is not there, of the envelope; missing if it is neither. */
    JsonNode nested(String name) {
        JsonNode value = JsonFields.child(properties, name);
        return value.isContainerNode() ? value : JsonFields.child(envelope, name);
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
        String ofResource = tenantOf(JsonFields.text(JsonFields.child(envelope, "resourceId")));
        boolean logAnalytics = !JsonFields.child(envelope, "TimeGenerated").isMissingNode();
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
    Instant occurredAt() throws UnreadableRecordException {
        String unreadable = null;
        for (String field : new String[] {"activityDateTime", "createdDateTime", "time", "TimeGenerated"}) {
            String text = inner(field);
            Instant time = RecordTime.azure(text);
            if (time != null) {
                return time;
            }
            unreadable = unreadable == null ? text : unreadable;
        }
        throw new UnreadableRecordException(
                "time",
                (unreadable == null ? "is missing" : "'" + BoundedText.within(60, unreadable) + "' is no time")
                        + "; activityDateTime, createdDateTime or time is needed, such as 2025-01-15T14:20:35.456Z");
    }

    /** The record's own id, else a hash over what it says, whatever the order of its fields. */
    String id() {
        String own = inner("id");
        if (own != null && own.length() <= 400) {
            return own;
        }
        return JsonFields.hash(whole);
    }
}

package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change in a directory. The user it concerns is the one it was done to; if it was done to none, the one who did it.
 */
final class EntraAudit {
    private static final int MAX_TARGETS = 5;
    private static final int MAX_CHANGES = 8;

    private EntraAudit() {}

    /** The event of an audit record, but for what every record of Entra has. */
    static SecurityEvent.Builder event(EntraRecord record) throws UnreadableRecordException {
        String activity =
                BoundedText.line(200, orElse(record.inner("activityDisplayName"), record.outer("operationName")));
        if (activity == null) {
            throw new UnreadableRecordException("activityDisplayName", "is missing, and so is operationName");
        }
        JsonNode initiator = JsonFields.child(record.nested("initiatedBy"), "user");
        JsonNode application = JsonFields.child(record.nested("initiatedBy"), "app");
        List<JsonNode> targets = targets(record);
        String result = orElse(record.inner("result"), record.outer("resultType"));
        RecordAttributes attributes = new RecordAttributes()
                .put("log", record.outer("category"))
                .put("service", record.inner("loggedByService"))
                .put("operationType", orElse(record.inner("operationType"), record.inner("AADOperationType")))
                .put("result", result)
                .put("resultReason", orElse(record.inner("resultReason"), record.inner("resultDescription")))
                .put("initiator", name(initiator))
                .put("initiatorId", JsonFields.text(initiator, "id"))
                .put("initiatorApplication", JsonFields.text(application, "displayName"))
                .put("initiatorApplicationId", JsonFields.text(application, "appId"))
                .put("ipAddress", orElse(JsonFields.text(initiator, "ipAddress"), callerIp(record)));
        describeTargets(attributes, targets);
        attributes.put("correlationId", record.inner("correlationId"));
        for (JsonNode detail : record.nested("additionalDetails")) {
            attributes.put("detail." + JsonFields.text(detail, "key"), JsonFields.text(detail, "value"));
        }
        boolean failed = result != null && (result.equalsIgnoreCase("failed") || result.equalsIgnoreCase("failure"));
        String target = targets.isEmpty() ? null : JsonFields.text(targets.get(0), "displayName");
        return SecurityEvent.builder()
                .category(EventCategory.AZURE_AD_AUDIT)
                .severity(RiskyActivities.severityOf(activity))
                .externalId(record.id() + ":" + activity)
                .eventType(activity)
                .title(BoundedText.line(
                        300, activity + (target == null ? "" : ": " + target) + (failed ? " (failed)" : "")))
                .user(affected(targets, initiator))
                .attributes(attributes.values());
    }

    private static List<JsonNode> targets(EntraRecord record) {
        List<JsonNode> targets = new ArrayList<>();
        for (JsonNode target : record.nested("targetResources")) {
            if (target.isObject()) {
                targets.add(target);
            }
        }
        return targets;
    }

    private static @Nullable EventUser affected(List<JsonNode> targets, JsonNode initiator) {
        for (JsonNode target : targets) {
            if ("User".equalsIgnoreCase(JsonFields.text(target, "type"))) {
                EventUser user = userOf(target);
                if (user != null) {
                    return user;
                }
            }
        }
        return userOf(initiator);
    }

    private static @Nullable EventUser userOf(JsonNode person) {
        return EntraSignIn.userOf(JsonFields.text(person, "id"), JsonFields.text(person, "userPrincipalName"));
    }

    private static void describeTargets(RecordAttributes attributes, List<JsonNode> targets) {
        int shown = 0;
        int changes = 0;
        for (JsonNode target : targets) {
            if (shown == MAX_TARGETS) {
                break;
            }
            String suffix = shown++ == 0 ? "" : "." + shown;
            attributes
                    .put("target" + suffix, name(target))
                    .put("targetType" + suffix, JsonFields.text(target, "type"))
                    .put("targetId" + suffix, JsonFields.text(target, "id"));
            for (JsonNode change : JsonFields.child(target, "modifiedProperties")) {
                if (changes++ < MAX_CHANGES) {
                    attributes.put("changed." + JsonFields.text(change, "displayName"), change(change));
                }
            }
        }
    }

    private static String change(JsonNode change) {
        return shown(change, "oldValue") + " → " + shown(change, "newValue");
    }

    private static String shown(JsonNode change, String field) {
        JsonNode value = JsonFields.child(change, field);
        String text = BoundedText.within(230, value.isContainerNode() ? value.toString() : JsonFields.text(value));
        return text == null ? "nothing" : text;
    }

    private static @Nullable String name(JsonNode who) {
        return orElse(JsonFields.text(who, "userPrincipalName"), JsonFields.text(who, "displayName"));
    }

    private static @Nullable String callerIp(EntraRecord record) {
        return orElse(record.outer("callerIpAddress"), record.outer("ipAddress"));
    }

    private static @Nullable String orElse(@Nullable String value, @Nullable String other) {
        return value == null ? other : value;
    }
}

package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.event.EventUser;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what an alert concerns, by its evidence: the first user, else the first mailbox's, and the first device. The others are
 * told as attributes.
 *
 * @param user the affected user, or null if none is
 * @param device the affected device's name, or null if none is
 * @param os the device's operating system, or null if it is not said
 */
record AlertEvidence(
        @Nullable EventUser user,
        @Nullable String device,
        @Nullable String os,
        JsonNode evidence) {
    private static final int MAX_LOOKED_AT = 500;
    private static final int MAX_TOLD = 10;

    static AlertEvidence of(JsonNode evidence) {
        EventUser user = null;
        EventUser owner = null;
        String device = null;
        String os = null;
        int looked = 0;
        for (JsonNode one : evidence) {
            if (looked++ == MAX_LOOKED_AT) {
                break;
            }
            String kind = kind(one);
            if (user == null && kind.equals("user")) {
                user = userOf(JsonFields.child(one, "userAccount"));
            } else if (owner == null && kind.equals("mailbox")) {
                owner = ownerOf(one);
            } else if (device == null && kind.equals("device")) {
                device = deviceName(one);
                os = BoundedText.line(300, JsonFields.text(one, "osPlatform"));
            }
        }
        return new AlertEvidence(user == null ? owner : user, device, device == null ? null : os, evidence);
    }

    private static @Nullable EventUser userOf(JsonNode account) {
        String principal = JsonFields.text(account, "userPrincipalName");
        if (principal == null) {
            String name = JsonFields.text(account, "accountName");
            String domain = JsonFields.text(account, "domainName");
            principal = name == null || domain == null ? name : domain + "\\" + name;
        }
        String objectId = JsonFields.text(account, "azureAdUserId");
        return objectId == null && principal == null
                ? null
                : new EventUser(BoundedText.line(200, objectId), BoundedText.line(320, principal));
    }

    private static @Nullable EventUser ownerOf(JsonNode mailbox) {
        EventUser owner = userOf(JsonFields.child(mailbox, "userAccount"));
        String address = BoundedText.line(320, JsonFields.text(mailbox, "primaryAddress"));
        return owner != null || address == null ? owner : new EventUser(null, address);
    }

    private static @Nullable String deviceName(JsonNode device) {
        for (String field : new String[] {"deviceDnsName", "hostName", "azureAdDeviceId", "mdeDeviceId"}) {
            String name = BoundedText.line(300, JsonFields.text(device, field));
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /** Says what of the evidence is no field of the event. */
    void describe(RecordAttributes attributes) {
        int told = 0;
        int looked = 0;
        for (JsonNode one : evidence) {
            if (told == MAX_TOLD || looked++ == MAX_LOOKED_AT) {
                break;
            }
            String kind = kind(one);
            String text = text(kind, one);
            if (text != null) {
                attributes.put("evidence." + ++told + "." + kind, text);
            }
        }
    }

    private static @Nullable String text(String kind, JsonNode one) {
        return switch (kind) {
            case "user" -> {
                EventUser who = userOf(JsonFields.child(one, "userAccount"));
                yield who == null ? null : who.label();
            }
            case "mailbox" -> JsonFields.text(one, "primaryAddress");
            case "device" -> deviceName(one);
            case "ip" -> JsonFields.text(one, "ipAddress");
            case "url" -> JsonFields.text(one, "url");
            case "file" -> JsonFields.text(JsonFields.child(one, "fileDetails"), "fileName");
            case "process" -> JsonFields.text(one, "processCommandLine");
            case "analyzedMessage" -> JsonFields.text(one, "subject");
            case "oauthApplication", "cloudApplication" -> JsonFields.text(one, "displayName");
            default -> null;
        };
    }

    /** The kind of an item of evidence: {@code user} of {@code #microsoft.graph.security.userEvidence}. */
    private static String kind(JsonNode one) {
        String type = JsonFields.text(one, "@odata.type");
        if (type == null) {
            return JsonFields.child(one, "userAccount").isObject() ? "user" : "";
        }
        String name = type.substring(type.lastIndexOf('.') + 1);
        int end = name.toLowerCase(Locale.ROOT).indexOf("evidence");
        return end < 0 ? name : name.substring(0, end);
    }
}

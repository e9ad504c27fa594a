package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads alerts of Microsoft security, as Microsoft Graph's {@code security/alerts_v2} gives them. An alert is a state of
 * <em>Problems</em> whose id is stable. Each record is a snapshot of it: {@code new} raises or changes it, {@code inProgress} also
 * acknowledges it, {@code resolved} resolves it, and one that was reopened is raised again. The time of the last update orders the
 * snapshots, so the same one read twice is one delivery, and an older one that is read late does not undo a newer.
 *
 * @see <a href="https://learn.microsoft.com/en-us/graph/api/resources/security-alert">The alert in Microsoft Graph</a>
 */
public final class SecurityAlerts implements RecordReader {
    /** The source that its events name. */
    public static final String SOURCE = "microsoft-security";

    /** Why a record of another kind is passed by. */
    public static final String OTHER_RECORD = "no alert";

    private static final int NANOS_PER_TICK = 100;
    private static final long TICKS_PER_SECOND = 10_000_000L;

    @Override
    public List<RecordReading> read(String json, RecordContext context) {
        return RecordText.read(json, object -> record(object, context));
    }

    private static RecordReading record(ObjectNode alert, RecordContext context) throws UnreadableRecordException {
        String id = JsonFields.text(alert, "id");
        String status = JsonFields.text(alert, "status");
        if (status == null && JsonFields.text(alert, "severity") == null && isOtherRecord(alert)) {
            return new RecordReading.PassedBy(OTHER_RECORD);
        }
        if (id == null) {
            throw new UnreadableRecordException("id", "is missing; the id of an alert is needed");
        }
        if (status == null) {
            throw new UnreadableRecordException("status", "is missing; new, inProgress or resolved is legal");
        }
        Instant at = time(alert);
        SecurityEvent.Builder event = described(alert, status)
                .msp(context.msp())
                .source(SOURCE)
                .sourceCompanyId(context.companyOf(JsonFields.text(alert, "tenantId")))
                .category(EventCategory.PROBLEMS)
                .stableId(id)
                .occurredAt(at)
                .sequence(ticks(at));
        List<SecurityEvent> events = new ArrayList<>(2);
        switch (status.toLowerCase(Locale.ROOT)) {
            case "resolved" -> events.add(event.kind(EventKind.RESOLVED).build());
            case "inprogress" -> {
                events.add(event.kind(EventKind.UPDATED).build());
                events.add(event.kind(EventKind.ACKED).build());
            }
            default -> events.add(event.kind(EventKind.UPDATED).build());
        }
        return new RecordReading.Events(events);
    }

    private static boolean isOtherRecord(ObjectNode record) {
        return JsonFields.text(record, "category") != null
                || JsonFields.text(record, "operationName") != null
                || JsonFields.text(record, "activityDisplayName") != null;
    }

    private static Instant time(ObjectNode alert) throws UnreadableRecordException {
        String unreadable = null;
        for (String field : new String[] {"lastUpdateDateTime", "createdDateTime"}) {
            String text = JsonFields.text(alert, field);
            Instant time = RecordTime.azure(text);
            if (time != null) {
                return time;
            }
            unreadable = unreadable == null ? text : unreadable;
        }
        throw new UnreadableRecordException(
                "lastUpdateDateTime",
                (unreadable == null ? "is missing" : "'" + BoundedText.within(60, unreadable) + "' is no time")
                        + "; a time such as 2025-01-15T14:20:35.456Z is needed");
    }

    /** Microsoft's clocks count in tenths of a microsecond. */
    private static long ticks(Instant at) {
        return at.getEpochSecond() * TICKS_PER_SECOND + at.getNano() / NANOS_PER_TICK;
    }

    private static SecurityEvent.Builder described(ObjectNode alert, String status) {
        String title = BoundedText.line(300, JsonFields.text(alert, "title"));
        String category = JsonFields.text(alert, "category");
        String type = title == null ? category : title;
        String service = JsonFields.text(alert, "serviceSource");
        String product = JsonFields.text(alert, "productName");
        AlertEvidence evidence = AlertEvidence.of(JsonFields.child(alert, "evidence"));
        RecordAttributes attributes = new RecordAttributes()
                .put("status", status)
                .put("microsoftSeverity", JsonFields.text(alert, "severity"))
                .put("alertCategory", category);
        for (String field : new String[] {
            "serviceSource",
            "detectionSource",
            "classification",
            "determination",
            "assignedTo",
            "alertWebUrl",
            "incidentId",
            "incidentWebUrl",
            "providerAlertId",
            "createdDateTime",
            "firstActivityDateTime",
            "lastActivityDateTime",
            "resolvedDateTime",
            "actorDisplayName",
            "threatDisplayName",
            "threatFamilyName"
        }) {
            attributes.put(field, JsonFields.text(alert, field));
        }
        attributes
                .put("mitreTechniques", list(JsonFields.child(alert, "mitreTechniques")))
                .put("systemTags", list(JsonFields.child(alert, "systemTags")));
        evidence.describe(attributes);
        return SecurityEvent.builder()
                .eventType(BoundedText.line(200, type == null ? "Alert" : type))
                .title(title)
                .description(description(alert))
                .severity(severity(JsonFields.text(alert, "severity")))
                .user(evidence.user())
                .asset(evidence.device())
                .os(evidence.os())
                .product(BoundedText.line(300, product == null ? service : product))
                .attributes(attributes.values());
    }

    private static @Nullable String description(ObjectNode alert) {
        String text = BoundedText.within(9_000, JsonFields.text(alert, "description"));
        String advice = BoundedText.within(9_000, JsonFields.text(alert, "recommendedActions"));
        return advice == null ? text : (text == null ? "" : text + "\n\n") + "Recommended actions:\n" + advice;
    }

    private static @Nullable String list(JsonNode texts) {
        List<String> found = new ArrayList<>();
        for (JsonNode one : texts) {
            String text = JsonFields.text(one);
            if (text != null && found.size() < 20) {
                found.add(text);
            }
        }
        return found.isEmpty() ? null : String.join(", ", found);
    }

    private static Severity severity(@Nullable String word) {
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "informational" -> Severity.INFO;
            case "low" -> Severity.LOW;
            case "high" -> Severity.HIGH;
            default -> Severity.MEDIUM; // the enumeration may grow; the word itself is an attribute
        };
    }
}

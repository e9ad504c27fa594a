package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.base.BoundedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One event of Windows, whatever way it was exported: flat, under {@code winlog}, {@code Event} or {@code data.win}; its data by name or
 * by position.
 */
final class WindowsRecord {
    private static final Pattern DATE = Pattern.compile("/Date\\((\\d{1,15})(?:[+-]\\d{4})?\\)/");
    /** What PowerShell writes of an object that is too deep for it. */
    private static final Pattern LOST =
            Pattern.compile("System\\.Diagnostics\\.Eventing\\.Reader\\.EventProperty|@\\{Value=.*}", Pattern.DOTALL);

    /** What Windows writes for no value. */
    private static final List<String> NOTHING = List.of("-", "%%1793", "%%1794");

    /** How exports say that an audit is one of a failure: the keyword's bits as text and as a number, or words. */
    private static final List<String> FAILURE =
            List.of("0x8010000000000000", "-9218868437227405312", "audit failure", "audit_failure");

    private static final int MAX_DATA = 200;

    private final ObjectNode whole;
    private final List<JsonNode> systems;
    private final List<JsonNode> data;
    private final Map<String, String> listed = new HashMap<>();

    WindowsRecord(ObjectNode record) {
        whole = record;
        JsonNode event = JsonFields.child(record, "Event");
        JsonNode winlog = JsonFields.child(record, "winlog");
        JsonNode win = JsonFields.child(JsonFields.child(record, "data"), "win");
        systems = List.of(JsonFields.child(event, "System"), JsonFields.child(win, "system"), winlog, record);
        JsonNode userData = JsonFields.child(event, "UserData");
        data = List.of(
                JsonFields.child(event, "EventData"),
                JsonFields.child(userData, "LogFileCleared"),
                JsonFields.child(winlog, "event_data"),
                JsonFields.child(winlog, "user_data"),
                JsonFields.child(win, "eventdata"),
                JsonFields.child(win, "logFileCleared"),
                JsonFields.child(record, "EventData"),
                JsonFields.child(record, "event_data"),
                record);
        data.forEach(this::list);
    }

    /** Takes up data that is a list of names and values, as XML turned into JSON has it. */
    private void list(JsonNode node) {
        int taken = 0;
        for (JsonNode item : JsonFields.child(node, "Data")) {
            String name = JsonFields.text(item, "Name");
            name = name != null ? name : JsonFields.text(item, "@Name");
            name = name != null ? name : JsonFields.text(JsonFields.child(item, "#attributes"), "Name");
            String value = JsonFields.text(item, "#text");
            value = value != null ? value : JsonFields.text(item, "Value");
            if (name != null && value != null && taken++ < MAX_DATA) {
                listed.put(name.toLowerCase(Locale.ROOT), value);
            }
        }
    }

    /**
     * Gives names to data that the record has by position.
     *
     * @throws UnreadableRecordException if the values were lost on the way
     */
    void name(List<String> fields) throws UnreadableRecordException {
        int at = 0;
        for (JsonNode property : JsonFields.child(whole, "Properties")) {
            if (at == fields.size()) {
                break;
            }
            String value = property(property);
            if (value != null && LOST.matcher(value).matches()) {
                throw new UnreadableRecordException(
                        "Properties",
                        "holds the names of types, for ConvertTo-Json of PowerShell goes two levels deep; ConvertTo-Json -Depth 4 is"
                                + " needed");
            }
            String name = fields.get(at++).toLowerCase(Locale.ROOT);
            if (value != null) {
                listed.putIfAbsent(name, value);
            }
        }
    }

    /** A value of PowerShell: as it is, in an object's Value, or in the Value of that for a SID. */
    private static @Nullable String property(JsonNode property) {
        JsonNode value = property;
        for (int i = 0; i < 2 && value.isObject(); i++) {
            value = JsonFields.child(value, "Value");
        }
        return JsonFields.text(value);
    }

    /**
     * The number of the event.
     *
     * @throws UnreadableRecordException if there is none
     */
    int id() throws UnreadableRecordException {
        String text = system("EventID", "event_id", "Id");
        text = text != null ? text : JsonFields.text(JsonFields.child(whole, "event"), "code");
        if (text == null || !text.matches("\\d{1,9}")) {
            throw new UnreadableRecordException(
                    "EventID",
                    (text == null ? "is missing" : "'" + BoundedText.within(40, text) + "' is no number")
                            + "; the number of an event of Windows is needed");
        }
        return Integer.parseInt(text);
    }

    @Nullable
    String provider() {
        for (JsonNode system : systems) {
            JsonNode provider = JsonFields.child(system, "Provider");
            String name = JsonFields.text(provider, "Name");
            name = name != null ? name : JsonFields.text(JsonFields.child(provider, "#attributes"), "Name");
            if (name != null) {
                return name;
            }
        }
        return system("ProviderName", "provider_name", "EventSourceName", "SourceName");
    }

    /** The logs that the record names, in lower case: its own and that of a collector. */
    List<String> channels() {
        List<String> channels = new ArrayList<>();
        for (JsonNode system : systems) {
            for (String field : new String[] {"Channel", "LogName"}) {
                JsonNode value = JsonFields.child(system, field);
                String name = JsonFields.text(value.isObject() ? JsonFields.child(value, "#text") : value);
                if (name != null) {
                    channels.add(name.toLowerCase(Locale.ROOT));
                }
            }
        }
        return channels;
    }

    @Nullable
    String computer() {
        String name = system("Computer", "computer_name", "MachineName", "Hostname");
        return BoundedText.line(300, name);
    }

    @Nullable
    String recordId() {
        return system("EventRecordID", "record_id", "RecordId", "RecordNumber");
    }

    /** Whether it says that what was attempted failed. */
    boolean failed() {
        if ("failure".equalsIgnoreCase(JsonFields.text(JsonFields.child(whole, "event"), "outcome"))) {
            return true;
        }
        for (JsonNode system : systems) {
            for (String field : new String[] {"Keywords", "KeywordsDisplayNames", "EventType"}) {
                JsonNode value = JsonFields.child(system, field);
                String text = JsonFields.text(value.isArray() ? value.path(0) : value);
                if (text != null && FAILURE.contains(text.toLowerCase(Locale.ROOT))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** When it happened, by the machine that logged it. */
    Instant occurredAt() throws UnreadableRecordException {
        String unreadable = null;
        for (JsonNode system : systems) {
            for (String field : new String[] {
                "TimeCreated", "SystemTime", "time_created", "EventTime", "TimeGenerated", "@timestamp"
            }) {
                JsonNode value = JsonFields.child(system, field);
                for (String inside : new String[] {"SystemTime", "value", "DateTime"}) {
                    JsonNode held = value.isObject() && value.has("#attributes") ? value.path("#attributes") : value;
                    String text = held.isObject() ? JsonFields.text(held, inside) : JsonFields.text(held);
                    Instant time = time(text);
                    if (time != null) {
                        return time;
                    }
                    unreadable = unreadable == null ? text : unreadable;
                }
            }
        }
        throw new UnreadableRecordException(
                "TimeCreated",
                (unreadable == null ? "is missing" : "'" + BoundedText.within(60, unreadable) + "' is no time")
                        + "; a time such as 2026-01-15T14:20:35.456Z or /Date(1768486835456)/ is needed");
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher date = DATE.matcher(text.strip());
        return date.matches() ? Instant.ofEpochMilli(Long.parseLong(date.group(1))) : RecordTime.azure(text);
    }

    private @Nullable String system(String... names) {
        for (JsonNode system : systems) {
            for (String name : names) {
                JsonNode value = JsonFields.child(system, name);
                String text = JsonFields.text(value.isObject() ? JsonFields.child(value, "#text") : value);
                if (text != null) {
                    return text;
                }
            }
        }
        return null;
    }

    /** A piece of the event's data; null if it has none, or says nothing. */
    @Nullable
    String data(String name) {
        String value = listed.get(name.toLowerCase(Locale.ROOT));
        for (int i = 0; value == null && i < data.size(); i++) {
            value = JsonFields.text(data.get(i), name);
        }
        return value == null || NOTHING.contains(value.strip()) ? null : value.strip();
    }

    /** An id by what the record says. */
    String hash() {
        return JsonFields.hash(whole);
    }
}

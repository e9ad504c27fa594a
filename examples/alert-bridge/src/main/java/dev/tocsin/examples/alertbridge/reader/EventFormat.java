package dev.tocsin.examples.alertbridge.reader;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tocsin.msgraph.source.record.EntraRecords;
import dev.tocsin.msgraph.source.record.SecurityAlerts;
import dev.tocsin.msgraph.source.record.WindowsAuditEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats that can be read. */
public enum EventFormat {
    /** A Nessus v2 report, XML. */
    NESSUS(new NessusReader()),
    /** Audit and sign-in records of Entra ID, one JSON object a line. */
    ENTRA(new RecordLines(new EntraRecords())),
    /** Alerts of Microsoft security as Graph's {@code security/alerts_v2} gives them, one JSON object a line. */
    GRAPH_ALERTS(new RecordLines(new SecurityAlerts())),
    /** Audit events of the Security log of Windows, one JSON object a line. */
    WINDOWS(new RecordLines(new WindowsAuditEvents())),
    /** The SDK's own events, one JSON object a line; see {@link JsonLines}. */
    JSONL(new JsonLinesReader());

    /** Field names, in lower case, that only the SDK's own lines have. */
    private static final Set<String> OWN = Set.of("eventtype", "occurredat", "stableid", "externalid", "company");
    /** Field names, in lower case, of records that Microsoft exports. */
    private static final Set<String> MICROSOFT = Set.of(
            "properties", "operationname", "activitydisplayname", "aadtenantid", "tenantid", "resourceid", "records");

    /** Field names, in lower case, that of Microsoft's records only alerts have. */
    private static final Set<String> ALERTS =
            Set.of("evidence", "servicesource", "detectionsource", "provideralertid", "alertweburl", "incidentweburl");
    /** Field names, in lower case, that only events of Windows have. */
    private static final Set<String> EVENTS_OF_WINDOWS =
            Set.of("eventid", "event_id", "winlog", "event", "machinename", "providername", "eventrecordid", "decoder");
    /** Fields that hold several records. */
    private static final Set<String> LISTS = Set.of("records", "value");

    private final EventReader reader;

    EventFormat(EventReader reader) {
        this.reader = reader;
    }

    /** The reader of this format. */
    public EventReader reader() {
        return reader;
    }

    /** The name on the command line, such as {@code nessus} or {@code graph-alerts}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The format that a command line names, in any case.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists the legal ones
     */
    public static EventFormat parse(String label) {
        for (EventFormat format : values()) {
            if (format.label().equalsIgnoreCase(label.strip())) {
                return format;
            }
        }
        throw new IllegalArgumentException("format: '" + label + "' is not one of "
                + Arrays.stream(values()).map(EventFormat::label).collect(Collectors.joining(", ")));
    }

    /**
     * Tells the format by a file's first bytes, which may end anywhere: XML by its first character, JSON by the field
     * names of the first line that settles it.
     *
     * @param beginning the first bytes; some ten thousand suffice
     * @return empty if they look like no format
     */
    public static Optional<EventFormat> detect(byte[] beginning) {
        if (beginning.length >= 2
                && ((beginning[0] == (byte) 0xFE && beginning[1] == (byte) 0xFF)
                        || (beginning[0] == (byte) 0xFF && beginning[1] == (byte) 0xFE))) {
            return Optional.of(NESSUS); // UTF-16, which JSON lines never are
        }
        String text = new String(beginning, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.stripLeading().startsWith("<")) {
            return Optional.of(NESSUS);
        }
        return text.lines()
                .filter(line -> line.stripLeading().startsWith("{")
                        || line.stripLeading().startsWith("[{"))
                .map(EventFormat::ofLine)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<EventFormat> ofLine(String line) {
        Set<String> names = namesOf(line);
        if (names.stream().anyMatch(ALERTS::contains)) {
            return Optional.of(GRAPH_ALERTS);
        }
        if (names.stream().anyMatch(EVENTS_OF_WINDOWS::contains)) {
            return Optional.of(WINDOWS);
        }
        return names.stream()
                .filter(name -> OWN.contains(name) || MICROSOFT.contains(name))
                .findFirst()
                .map(name -> OWN.contains(name) ? JSONL : ENTRA);
    }

    /** The names of the fields of a line, in lower case and their order; of a list of records, also those of the first. */
    private static Set<String> namesOf(String line) {
        Set<String> names = new LinkedHashSet<>();
        try (JsonParser parser = Json.LENIENT.createParser(line)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName().toLowerCase(Locale.ROOT);
                names.add(name);
                boolean list = parser.nextToken() == JsonToken.START_ARRAY && LISTS.contains(name);
                if (!list || parser.nextToken() != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            // a broken or cut line tells what it told until there; else the next may
        }
        return names;
    }
}

package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One finding of a report, a {@code ReportItem} of severity 1 or more. It becomes the event of a problem, and a second
 * one of a solution if the report knows one.
 *
 * @param line where it begins
 * @param severity how bad, by Nessus' own scale of 1 to 4
 * @param pluginId the id of the check that found it
 * @param tag the attributes of its start tag that are wanted
 * @param texts its child elements that are wanted, each of bounded length
 * @see <a href="https://docs.tenable.com/quick-reference/nessus-file-format/Content/PDF/NessusFileFormat.pdf">Nessus
 *     file format</a>
 */
record NessusFinding(
        long line, Severity severity, String pluginId, Map<String, String> tag, Map<String, String> texts) {
    /** The longest fix and the longest attribute but plugin_output, in characters. */
    static final int MAX_TEXT = 1_000;
    /** The longest plugin_output, in characters. */
    static final int MAX_OUTPUT = 2_000;
    /** The longest description, in characters. */
    static final int MAX_DESCRIPTION = 8_000;

    private static final List<Severity> SEVERITIES =
            List.of(Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);
    private static final Set<String> NO_SERVICE = Set.of("general", "unknown", "");
    private static final Set<String> NO_SOLUTION = Set.of("n/a", "na", "none", "");
    /** What is kept of an item besides description and solution, in the order of the attributes. */
    private static final List<String> DETAILS = List.of(
            "synopsis",
            "plugin_output",
            "risk_factor",
            "cvss_base_score",
            "cvss3_base_score",
            "vpr_score",
            "cve",
            "see_also",
            "exploit_available",
            "patch_publication_date");

    /** How much of a child element is kept, in characters; 0 if it is not wanted. */
    static int room(String element) {
        return switch (element) {
            case "description" -> MAX_DESCRIPTION;
            case "plugin_output" -> MAX_OUTPUT + 1;
            case "solution" -> 4 * MAX_TEXT;
            case "plugin_modification_date", "plugin_publication_date" -> 40;
            default -> DETAILS.contains(element) ? MAX_TEXT + 1 : 0;
        };
    }

    /** The severity of Nessus' number. */
    static Severity severity(@Nullable String number) throws UnusableException {
        String digits = number == null ? "" : number.strip();
        if (digits.length() == 1 && digits.charAt(0) >= '0' && digits.charAt(0) <= '4') {
            return SEVERITIES.get(digits.charAt(0) - '0');
        }
        throw new UnusableException(
                "severity",
                (number == null ? "is missing" : "'" + BoundedText.within(40, number) + "' is no severity")
                        + "; 0 to 4 are legal");
    }

    /** The problem's event. */
    SecurityEvent problem(NessusHost host) throws UnusableException {
        String title = tag.get("pluginName");
        Map<String, String> attributes = attributes(host);
        put(attributes, "solution", BoundedText.within(MAX_TEXT, texts.get("solution")));
        return build(event(host, EventCategory.PROBLEMS, "finding")
                .eventType(pluginId)
                .title(BoundedText.line(500, title == null ? "Nessus plugin " + pluginId : title))
                .description(texts.get("description"))
                .attributes(attributes));
    }

    /** The solution's event; empty if the report has none. */
    Optional<SecurityEvent> solution(NessusHost host) throws UnusableException {
        String fix = BoundedText.line(MAX_TEXT, texts.get("solution"));
        if (fix == null || NO_SOLUTION.contains(fix.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String title = tag.get("pluginName");
        return Optional.of(build(event(host, EventCategory.SOLUTIONS, "solution")
                .eventType("solution:" + pluginId)
                .title(BoundedText.line(500, "Fix for " + (title == null ? "Nessus plugin " + pluginId : title)))
                .description(texts.get("solution"))
                .fix(fix)
                .attributes(attributes(host))));
    }

    private SecurityEvent.Builder event(NessusHost host, EventCategory category, String what) throws UnusableException {
        // a delivery's identity has no category, so the id tells problem and solution apart
        String id = String.join(":", what, host.asset().toLowerCase(Locale.ROOT), pluginId, port(), protocol());
        return SecurityEvent.builder()
                .msp(host.msp())
                .source(NessusReader.SOURCE)
                .sourceCompanyId(host.company())
                .stableId(id)
                .occurredAt(time(host))
                .category(category)
                .severity(severity)
                .asset(host.asset())
                .os(host.os())
                .product(product());
    }

    private static SecurityEvent build(SecurityEvent.Builder event) throws UnusableException {
        try {
            return event.build();
        } catch (IllegalArgumentException e) {
            throw UnusableException.ofBuilder(e);
        }
    }

    /** When the host was examined; of a report without any time, the newest date of the check itself. */
    private Instant time(NessusHost host) throws UnusableException {
        Instant examined = host.time();
        if (examined == null) {
            examined = RecordTime.day(texts.get("plugin_modification_date"));
        }
        if (examined == null) {
            examined = RecordTime.day(texts.get("plugin_publication_date"));
        }
        if (examined == null) {
            throw new UnusableException(
                    "HOST_END",
                    "is missing, and there is no other time in the report; such as Mon Jul  1 11:40:48 2013");
        }
        return examined;
    }

    /** The service that has the fault; for one of the host itself, the family of the check. */
    private @Nullable String product() {
        String service = tag.getOrDefault("svc_name", "").strip();
        // the scanner's mark for a guess
        String name = service.endsWith("?") ? service.substring(0, service.length() - 1) : service;
        return BoundedText.line(
                300, NO_SERVICE.contains(name.toLowerCase(Locale.ROOT)) ? tag.get("pluginFamily") : name);
    }

    private String port() {
        return tag.getOrDefault("port", "0").strip();
    }

    private String protocol() {
        return tag.getOrDefault("protocol", "any").strip().toLowerCase(Locale.ROOT);
    }

    private Map<String, String> attributes(NessusHost host) {
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, "plugin", pluginId);
        put(attributes, "pluginFamily", tag.get("pluginFamily"));
        put(attributes, "port", port());
        put(attributes, "protocol", protocol());
        put(attributes, "service", tag.get("svc_name"));
        new TreeMap<>(host.facts()).forEach((name, value) -> put(attributes, name, value));
        for (String detail : DETAILS) {
            int room = detail.equals("plugin_output") ? MAX_OUTPUT : MAX_TEXT;
            put(attributes, detail, BoundedText.within(room, texts.get(detail)));
        }
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            attributes.put(name, value.strip());
        }
    }
}

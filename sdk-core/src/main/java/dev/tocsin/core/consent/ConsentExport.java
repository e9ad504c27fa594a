package dev.tocsin.core.consent;

import dev.tocsin.core.people.PersonRef;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger for people and courts: CSV by RFC 4180 and JSON lines. Numbers are written in full, since they are what is
 * proven; whoever exports must be allowed to see them. Stateless and thread-safe.
 *
 * <p>In CSV, a cell that a spreadsheet would take for a formula begins with an apostrophe, so a number is {@code '+4915…}, and one
 * stands after each semicolon, tab and line end before such a text, for spreadsheets that part cells there; JSON has every value
 * exactly as it was.
 */
public final class ConsentExport {
    /** What a spreadsheet takes for the beginning of a formula, in half and full width. */
    private static final String FORMULA = "[=+\\-@|%\uFF1D\uFF0B\uFF0D\uFF20]";
    /** What a spreadsheet passes over before it, and quotes, which mean nothing where it does not expect them. */
    private static final String BLANKS = "[\\s\\p{Z}\\p{C}\"']*+";
    /** A cell that would be a formula, or that begins with a control character. */
    private static final Pattern BEGINNING = Pattern.compile("^(?:\\p{Cc}|" + BLANKS + FORMULA + ")");
    /**
     * What would be a formula where cells are parted by semicolons or tabs: many spreadsheets take the separator from the country
     * and not from the file, and then quotes no longer keep a text in its cell.
     */
    private static final Pattern WITHIN = Pattern.compile("([;\t\r\n])(?=" + BLANKS + FORMULA + ")");

    /** The columns, in the order of {@link #fields}. */
    private static final String HEADER =
            "id,at,programme,number,action,uses,method,msp,personKind,personId,personName,textHash,"
                    + "actorKind,actor,ip,evidence";

    private ConsentExport() {}

    /**
     * Writes entries as CSV with a header, lines ended by CR LF.
     *
     * @throws IOException if the target cannot be written
     */
    public static void csv(Iterable<ConsentEntry> entries, Appendable target) throws IOException {
        target.append(HEADER).append("\r\n");
        for (ConsentEntry entry : entries) {
            for (String value : fields(entry).values()) {
                target.append(cell(value == null ? "" : value)).append(',');
            }
            StringBuilder evidence = new StringBuilder();
            object(entry.evidence(), evidence);
            target.append(cell(evidence.toString())).append("\r\n");
        }
    }

    /**
     * Writes entries as JSON, one object a line, each line ended by LF. A missing value is null.
     *
     * @throws IOException if the target cannot be written
     */
    public static void jsonLines(Iterable<ConsentEntry> entries, Appendable target) throws IOException {
        for (ConsentEntry entry : entries) {
            StringBuilder line = new StringBuilder();
            object(fields(entry), line);
            line.setLength(line.length() - 1);
            line.append(",\"evidence\":");
            object(entry.evidence(), line);
            target.append(line.append('}')).append('\n');
        }
    }

    /** A text with its hash as one JSON object, which belongs to the proof of every entry with that hash. */
    public static String json(ConsentText text) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("textHash", text.hash());
        fields.put("name", text.name());
        fields.put("language", text.language());
        fields.put("text", text.text());
        return object(fields, new StringBuilder()).toString();
    }

    /** An administrator's acceptance as one JSON object. */
    public static String json(AdminAcceptance acceptance) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("acceptance", acceptance.id());
        fields.put("msp", acceptance.msp().value());
        fields.put("company", acceptance.companyId());
        fields.put("policy", acceptance.policy().name());
        fields.put("textHash", acceptance.textHash());
        fields.put("administrator", acceptance.administrator());
        fields.put("from", acceptance.from());
        fields.put("at", acceptance.at().toString());
        return object(fields, new StringBuilder()).toString();
    }

    /** That an acceptance was taken back, as one JSON object. */
    public static String json(AcceptanceWithdrawal withdrawal) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("withdrawnAcceptance", withdrawal.acceptanceId());
        fields.put("msp", withdrawal.msp().value());
        fields.put("company", withdrawal.companyId());
        fields.put("actorKind", withdrawal.by().kind().name());
        fields.put("actor", withdrawal.by().name());
        fields.put("ip", withdrawal.by().ip());
        fields.put("at", withdrawal.at().toString());
        return object(fields, new StringBuilder()).toString();
    }

    private static Map<String, @Nullable String> fields(ConsentEntry entry) {
        PersonRef person = entry.person();
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("id", entry.id());
        fields.put("at", entry.at().toString());
        fields.put("programme", entry.programme());
        fields.put("number", entry.number().e164());
        fields.put("action", entry.action().name());
        fields.put(
                "uses",
                String.join(
                        " ", new TreeSet<>(entry.uses().stream().map(Enum::name).toList())));
        fields.put("method", entry.method().name());
        fields.put("msp", person == null ? null : person.msp().value());
        fields.put("personKind", person == null ? null : person.kind().name());
        fields.put("personId", person == null ? null : person.id());
        fields.put("personName", entry.personName());
        fields.put("textHash", entry.textHash());
        fields.put("actorKind", entry.actor().kind().name());
        fields.put("actor", entry.actor().name());
        fields.put("ip", entry.actor().ip());
        return fields;
    }

    private static String cell(String value) {
        String guarded = (BEGINNING.matcher(value).find() ? "'" : "")
                + WITHIN.matcher(value).replaceAll("$1'");
        return "\"" + guarded.replace("\"", "\"\"").replace("\u0000", "\uFFFD") + "\"";
    }

    private static StringBuilder object(Map<String, ? extends @Nullable String> fields, StringBuilder json) {
        json.append('{');
        String comma = "";
        for (Map.Entry<String, ? extends @Nullable String> field : fields.entrySet()) {
            string(field.getKey(), json.append(comma));
            json.append(':');
            String value = field.getValue();
            if (value == null) {
                json.append("null");
            } else {
                string(value, json);
            }
            comma = ",";
        }
        return json.append('}');
    }

    private static void string(String value, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (pair) {
                json.append(c).append(value.charAt(++i));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The registered callbacks, and which of them a change concerns. */
public final class Callbacks {
    private static final String RESOURCE = RecordKind.CALLBACK.resource();
    /** Type, then its levels, as the vendor's guide lists them. */
    private static final Map<String, Set<String>> LEVELS = Map.ofEntries(
            levels("activity", "owner status type company activity"),
            levels("agreement", "owner type company agreement"),
            levels("company", "owner status type territory company integratorTag"),
            levels("contact", "owner type territory company contact"),
            levels("configuration", "owner type status configuration"),
            levels("invoice", "owner status company invoice"),
            levels("expense", "owner chargeToType type class company expense"),
            levels("member", "owner location securityRole member"),
            levels("opportunity", "owner statusId company opportunity"),
            levels("productCatalog", "owner"),
            levels("project", "owner status board project"),
            levels("purchaseOrder", "owner status vendor company purchaseOrder"),
            levels("schedule", "owner status type location member schedule"),
            levels("ticket", "owner board project phase status ticket integratorTag"),
            levels("time", "owner company time"));

    private final Catalog catalog;
    private final Writable entries;

    Callbacks(Catalog catalog, Stamps stamps) {
        this.catalog = catalog;
        entries = new Writable(
                new Table(RecordKind.CALLBACK, "Callback", 1, row -> Json.object()),
                stamps,
                Set.of("memberId", "connectWiseID"),
                List.of("url", "objectId", "type", "level"),
                this::settle);
    }

    private static Map.Entry<String, Set<String>> levels(String type, String levels) {
        return Map.entry(
                type.toLowerCase(Locale.ROOT),
                Set.of(levels.toLowerCase(Locale.ROOT).split(" ")));
    }

    /** The entries. */
    public Writable entries() {
        return entries;
    }

    private void settle(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        String type = lower(row, "type");
        String level = lower(row, "level");
        if (!type.isEmpty()
                && !level.isEmpty()
                && !LEVELS.getOrDefault(type, Set.of()).contains(level)) {
            faults.add(FieldFault.invalid("Unrecognized level for type " + type, RESOURCE, "level"));
        }
        if (row.has("url") && !isUrl(row.path("url").asText())) {
            faults.add(FieldFault.invalid("Invalid URL", RESOURCE, "url"));
        }
        if (level.equals("owner") && row.path("objectId").asInt(-1) == 0) {
            row.put("objectId", 1);
        }
        for (ObjectNode other : entries.table().rows()) {
            boolean same = other.path("id").asInt() != row.path("id").asInt()
                    && other.path("url").equals(row.path("url"))
                    && other.path("objectId").asInt() == row.path("objectId").asInt()
                    && lower(other, "type").equals(type)
                    && lower(other, "level").equals(level);
            if (same) {
                faults.add(new FieldFault(
                        "ObjectExists", "A matching callback entry already exists", RESOURCE, "objectId"));
            }
        }
        References.flags(row, false, "inactiveFlag", "isSoapCallbackFlag", "isSelfSuppressedFlag");
        if (!row.has("payloadVersion")) {
            row.put("payloadVersion", "3.0.0");
        }
    }

    private static String lower(ObjectNode row, String field) {
        return row.path(field).asText("").toLowerCase(Locale.ROOT);
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && List.of("http", "https").contains(lowerScheme(uri));
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    private static String lowerScheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    /** The name of the member who registers: stored with each new entry. */
    public ObjectNode registeredBy(String actor) {
        ObjectNode member = catalog.members().find(Json.object().put("identifier", actor), r -> true);
        return Json.object()
                .put("memberId", member == null ? 0 : member.path("id").asInt());
    }

    /** The callback type of a kind of record; empty text if none tells of it. */
    public static String type(RecordKind kind) {
        return switch (kind.resource()) {
            case "timeEntry" -> "time";
            case "catalogItem" -> "productcatalog";
            case "ticket", "company", "contact", "configuration", "agreement", "member" -> kind.resource();
            default -> "";
        };
    }

    /** The active entries that a change concerns; those that suppress their own member's changes are left out. */
    public List<ObjectNode> concernedBy(Changes.Change change) {
        String type = type(change.kind());
        if (type.isEmpty()) {
            return List.of();
        }
        int author = registeredBy(change.actor()).path("memberId").asInt();
        return entries.table().rows().stream()
                .filter(entry -> !entry.path("inactiveFlag").asBoolean())
                .filter(entry -> lower(entry, "type").equals(type))
                .filter(entry -> !entry.path("isSelfSuppressedFlag").asBoolean()
                        || entry.path("memberId").asInt() != author)
                .filter(entry -> covers(type, entry, change.row()))
                .toList();
    }

    private static boolean covers(String type, ObjectNode entry, ObjectNode row) {
        String level = lower(entry, "level");
        int wanted = entry.path("objectId").asInt();
        if (level.equals("owner")) {
            return true;
        }
        if (level.equals(type)) {
            return row.path("id").asInt() == wanted;
        }
        if (level.equals("integratortag")) {
            return !row.path("integratorTags").isEmpty();
        }
        if (level.equals("type")) {
            for (JsonNode one : row.path("types")) {
                if (one.path("id").asInt() == wanted) {
                    return true;
                }
            }
        }
        JsonNode one = level.equals("location")
                ? row.path("defaultLocation")
                : Objects.requireNonNullElse(
                        row.get(level.equals("securityrole") ? "securityRole" : level), Json.object());
        return one.path("id").asInt(-1) == wanted;
    }
}

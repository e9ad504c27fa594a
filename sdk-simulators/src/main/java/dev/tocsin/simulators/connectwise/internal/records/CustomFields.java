package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The custom fields declared for each screen, and how a sent array becomes the stored one. */
public final class CustomFields {
    private static final Set<String> NUMERIC = Set.of("Number", "Currency", "Percent");

    private final Table definitions;
    private final Stamps stamps;
    private final Behaviour behaviour;
    private final Map<Screen, Table> carriers = new EnumMap<>(Screen.class);

    CustomFields(Stamps stamps, Behaviour behaviour) {
        this.stamps = stamps;
        this.behaviour = behaviour;
        definitions = new Table(RecordKind.CUSTOM_FIELD, "User Defined Field", 1, row -> Json.object());
    }

    /** The table of definitions. */
    public Table definitions() {
        return definitions;
    }

    /**
     * Declares a custom field.
     *
     * @param screen the records that carry it
     * @param caption its label, the name that conditions use
     * @param type one of the vendor's types, such as Text, Number or Checkbox
     * @param options the legal values; empty if any will do
     */
    public int declare(Screen screen, String caption, String type, List<String> options) {
        ObjectNode row = Json.object()
                .put("podId", screen.podId())
                .put("caption", caption)
                .put("sequenceNumber", definitions.rows().size() + 1)
                .put("screenId", screen.screenId())
                .put("fieldTypeIdentifier", type)
                .put("numberDecimals", 0)
                .put("entryTypeIdentifier", options.isEmpty() ? "EntryField" : "List")
                .put("requiredFlag", false)
                .put("displayOnScreenFlag", true)
                .put("readOnlyFlag", false)
                .put("listViewFlag", false);
        ArrayNode list = row.putArray("options");
        for (String option : options) {
            list.addObject()
                    .put("id", list.size() + 1)
                    .put("optionValue", option)
                    .put("defaultFlag", false)
                    .put("inactiveFlag", false)
                    .put("sortOrder", list.size() + 1);
        }
        stamps.entered(row, "zadmin");
        return definitions.add(row).path("id").asInt();
    }

    /** Names the table whose records carry the fields of a screen. */
    void carriedBy(Screen screen, Table table) {
        carriers.put(screen, table);
    }

    /** Shows the fields of a pod in its records as they are declared now, but for one that is being removed. */
    void redraw(int podId, int removed) {
        Screen screen = Screen.ofPod(podId).orElse(null);
        Table table = screen == null ? null : carriers.get(screen);
        if (screen == null || table == null) {
            return;
        }
        for (ObjectNode row : List.copyOf(table.rows())) {
            ArrayNode shown = Json.array();
            for (ObjectNode definition : of(screen)) {
                if (definition.path("id").asInt() != removed) {
                    JsonNode value = elementFor(definition, row.path("customFields"));
                    // A stored value that the new definition would refuse stays: the next write of the record fails.
                    shown.add(element(screen, definition, value == null ? Json.object() : value, new ArrayList<>()));
                }
            }
            ObjectNode copy = Json.object().setAll(row);
            copy.set("customFields", shown);
            table.put(copy);
        }
    }

    /** The definitions of one screen, by ascending id. */
    private List<ObjectNode> of(Screen screen) {
        return definitions.rows().stream()
                .filter(row -> row.path("podId").asInt() == screen.podId())
                .toList();
    }

    /** Settles the custom fields of a ticket. */
    void settle(ObjectNode ticket, JsonNode before, List<FieldFault> faults) {
        settle(Screen.TICKET, ticket, before, faults);
    }

    /**
     * Replaces the sent array in a record by one element per field declared for its screen; undeclared elements are
     * faults, and so are required fields without a value.
     *
     * @param before the stored record before the change; an empty object for a new one
     */
    void settle(Screen screen, ObjectNode row, JsonNode before, List<FieldFault> faults) {
        JsonNode sent = row.path("customFields");
        List<ObjectNode> declared = of(screen);
        if (declared.isEmpty() && !sent.isArray()) {
            return;
        }
        for (JsonNode element : sent) {
            if (declared.stream().noneMatch(definition -> means(element, definition))) {
                faults.add(FieldFault.notFound(
                        "Custom Field "
                                + element.path("id")
                                        .asText(element.path("caption").asText("?")) + " not found",
                        screen.resource(),
                        "customFields"));
            }
        }
        ArrayNode settled = Json.array();
        for (ObjectNode definition : declared) {
            JsonNode value = elementFor(definition, sent);
            if (value == null && !behaviour.omittedCustomFieldsAreCleared()) {
                value = elementFor(definition, before.path("customFields"));
            }
            settled.add(element(screen, definition, value == null ? Json.object() : value, faults));
        }
        row.set("customFields", settled);
    }

    private ObjectNode element(Screen screen, ObjectNode definition, JsonNode sent, List<FieldFault> faults) {
        ObjectNode element = Json.object();
        element.set("id", definition.path("id"));
        element.set("caption", definition.path("caption"));
        element.set("type", definition.path("fieldTypeIdentifier"));
        element.set("entryMethod", definition.path("entryTypeIdentifier"));
        element.set("numberOfDecimals", definition.path("numberDecimals"));
        JsonNode value = sent.path("value");
        if (!value.isMissingNode() && !value.isNull()) {
            check(screen, definition, value, faults);
            element.set("value", value);
        } else if (definition.path("requiredFlag").asBoolean()) {
            faults.add(FieldFault.missing(
                    screen.resource(),
                    "customFields/" + definition.path("caption").asText()));
        }
        return element;
    }

    private static void check(Screen screen, ObjectNode definition, JsonNode value, List<FieldFault> faults) {
        String type = definition.path("fieldTypeIdentifier").asText();
        String caption = definition.path("caption").asText();
        boolean fits = !value.isContainerNode()
                && (type.equals("Checkbox") ? value.isBoolean() : !NUMERIC.contains(type) || value.isNumber());
        List<String> options = new ArrayList<>();
        definition
                .path("options")
                .forEach(o -> options.add(o.path("optionValue").asText()));
        if (!fits || (!options.isEmpty() && !options.contains(value.asText()))) {
            faults.add(FieldFault.invalid(
                    "The value of the custom field " + caption + " is not valid for its type " + type
                            + (options.isEmpty() ? "." : ": use one of " + options + "."),
                    screen.resource(),
                    "customFields"));
        }
    }

    private static @Nullable JsonNode elementFor(ObjectNode definition, JsonNode array) {
        for (JsonNode element : array) {
            if (means(element, definition)) {
                return element;
            }
        }
        return null;
    }

    private static boolean means(JsonNode element, ObjectNode definition) {
        return element.has("id")
                ? element.path("id").asInt() == definition.path("id").asInt()
                : element.path("caption")
                        .asText("")
                        .equalsIgnoreCase(definition.path("caption").asText());
    }
}

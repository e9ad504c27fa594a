package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How members and the definitions of custom fields are written. */
public final class SystemSetup {
    private static final Map<Integer, String> ROLES = Map.of(63, "Service", 64, "Admin", 65, "API");

    private final Register members;
    private final Register customFields;

    SystemSetup(Catalog catalog, CustomFields definitions, Stamps stamps, Links links) {
        members = new Register(catalog.members(), stamps, links)
                .required(
                        "identifier",
                        "licenseClass",
                        "firstName",
                        "lastName",
                        "hireDate",
                        "defaultEmail",
                        "defaultPhone",
                        "securityRole")
                .unique("identifier")
                .readOnly("lastLogin", "primaryEmail", "adminFlag")
                .writeOnly(
                        "password",
                        "token",
                        "copyPodLayouts",
                        "copySharedDefaultViews",
                        "copyColumnLayoutsAndFilters",
                        "fromMemberRecId",
                        "fromMemberTemplateRecId")
                .defaults(Json.object().put("inactiveFlag", false).put("adminFlag", false))
                .rule((row, before, faults) -> settleMember(row, faults));
        customFields = new Register(definitions.definitions(), stamps, links)
                .owner("podId")
                .required("podId", "caption", "sequenceNumber", "fieldTypeIdentifier")
                .unique("caption")
                .readOnly("screenId", "dateCreated")
                .writeOnly("addAllBusinessUnits", "removeAllBusinessUnits", "addAllLocations", "removeAllLocations")
                .defaults(Json.object()
                        .put("entryTypeIdentifier", "EntryField")
                        .put("numberDecimals", 0)
                        .put("requiredFlag", false)
                        .put("displayOnScreenFlag", true)
                        .put("readOnlyFlag", false)
                        .put("listViewFlag", false))
                .rule((row, before, faults) -> settleDefinition(row, stamps, faults))
                .stored(row -> definitions.redraw(row.path("podId").asInt(), 0))
                .removing(row -> definitions.redraw(
                        row.path("podId").asInt(), row.path("id").asInt()));
    }

    private static void settleMember(ObjectNode row, List<FieldFault> faults) {
        JsonNode sent = row.path("securityRole");
        if (sent.isObject()) {
            ObjectNode role = role(sent);
            if (role.isEmpty()) {
                faults.add(FieldFault.notFound(
                        "Security Role "
                                + sent.path("id").asText(sent.path("name").asText("?")) + " not found",
                        RecordKind.MEMBER.resource(),
                        "securityRole/id"));
            } else {
                row.set("securityRole", role);
            }
        }
        String place = row.path("defaultEmail").asText("Office").toLowerCase(Locale.ROOT);
        row.remove("primaryEmail");
        if (row.has(place + "Email")) {
            row.set("primaryEmail", row.path(place + "Email"));
        }
    }

    private static ObjectNode role(JsonNode sent) {
        ObjectNode role = Json.object();
        ROLES.forEach((id, name) -> {
            boolean meant = sent.path("id").asInt() != 0
                    ? sent.path("id").asInt() == id
                    : sent.path("name").asText("").equalsIgnoreCase(name);
            if (meant) {
                role.put("id", id).put("name", name);
            }
        });
        return role;
    }

    private static void settleDefinition(ObjectNode row, Stamps stamps, List<FieldFault> faults) {
        String resource = RecordKind.CUSTOM_FIELD.resource();
        int sequence = row.path("sequenceNumber").asInt(1);
        if (sequence < 1 || sequence > 500) {
            faults.add(FieldFault.outOfRange(resource, "sequenceNumber", 1, 500));
        }
        if (row.has("podId")) {
            int pod = row.path("podId").asInt();
            Screen.ofPod(pod)
                    .ifPresentOrElse(
                            screen -> row.put("screenId", screen.screenId()),
                            () -> faults.add(FieldFault.notFound("Pod " + pod + " not found", resource, "podId")));
        }
        if (!row.has("dateCreated")) {
            row.put("dateCreated", stamps.nowText());
        }
        ArrayNode options = Json.array();
        for (JsonNode option : row.path("options")) {
            String value = option.path("optionValue").asText("");
            if (value.isBlank()) {
                faults.add(FieldFault.missing(resource, "options/optionValue"));
            }
            int number = options.size() + 1;
            options.addObject()
                    .put("id", option.path("id").asInt(number))
                    .put("optionValue", value)
                    .put("defaultFlag", option.path("defaultFlag").asBoolean())
                    .put("inactiveFlag", option.path("inactiveFlag").asBoolean())
                    .put("sortOrder", option.path("sortOrder").asInt(number));
        }
        row.set("options", options);
        boolean chosen = List.of("List", "Option")
                .contains(row.path("entryTypeIdentifier").asText());
        if (chosen && options.isEmpty()) {
            faults.add(FieldFault.missing(resource, "options"));
        }
    }

    /** The members. */
    public Register members() {
        return members;
    }

    /** The definitions of custom fields. */
    public Register customFields() {
        return customFields;
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How the pick lists of companies and contacts are written: statuses, types, note types, communication types. */
public final class CompanySetup {
    private final Register statuses;
    private final Register types;
    private final Register noteTypes;
    private final Register contactTypes;
    private final Register communicationTypes;

    CompanySetup(Supplier<String> baseUrl, Catalog catalog, Stamps stamps, Links links) {
        statuses = new Register(catalog.companyStatuses(), stamps, links)
                .required("name")
                .unique("name")
                .single("defaultFlag")
                .defaults(Json.object()
                        .put("defaultFlag", false)
                        .put("inactiveFlag", false)
                        .put("notifyFlag", false)
                        .put("disallowSavingFlag", false)
                        .put("customNoteFlag", false)
                        .put("cancelOpenTracksFlag", false));
        types = new Register(catalog.companyTypes(), stamps, links)
                .required("name")
                .unique("name")
                .single("defaultFlag")
                .defaults(Json.object()
                        .put("defaultFlag", false)
                        .put("vendorFlag", false)
                        .put("serviceAlertFlag", false))
                .rule((row, before, faults) -> settleAlert(RecordKind.COMPANY_TYPE, row, faults));
        noteTypes = new Register(
                        named(RecordKind.COMPANY_NOTE_TYPE, "Note Type", baseUrl, "/company/noteTypes/"), stamps, links)
                .required("name")
                .unique("name")
                .single("defaultFlag")
                .defaults(Json.object().put("defaultFlag", false).put("importFlag", false));
        contactTypes = new Register(
                        named(RecordKind.CONTACT_TYPE, "Contact Type", baseUrl, "/company/contacts/types/"),
                        stamps,
                        links)
                .required("description")
                .unique("description")
                .single("defaultFlag")
                .defaults(Json.object().put("defaultFlag", false).put("serviceAlertFlag", false))
                .rule((row, before, faults) -> settleAlert(RecordKind.CONTACT_TYPE, row, faults));
        communicationTypes = new Register(
                        named(
                                RecordKind.COMMUNICATION_TYPE,
                                "Communication Type",
                                baseUrl,
                                "/company/communicationTypes/"),
                        stamps,
                        links)
                .required("description")
                .unique("description")
                .defaults(Json.object()
                        .put("phoneFlag", false)
                        .put("faxFlag", false)
                        .put("emailFlag", false)
                        .put("defaultFlag", false))
                .rule((row, before, faults) -> settleChannel(row, faults));
        fill();
    }

    private static Table named(RecordKind kind, String label, Supplier<String> baseUrl, String path) {
        return new Table(kind, label, 1, row -> {
            ObjectNode ref = Json.object();
            ref.set("id", row.path("id"));
            ref.put("name", row.path("name").asText(row.path("description").asText()));
            ref.putObject("_info")
                    .put("type_href", baseUrl.get() + path + row.path("id").asInt());
            return ref;
        });
    }

    private static void settleAlert(RecordKind kind, ObjectNode row, List<FieldFault> faults) {
        if (row.path("serviceAlertFlag").asBoolean()
                && row.path("serviceAlertMessage").asText("").isBlank()) {
            faults.add(FieldFault.missing(kind.resource(), "serviceAlertMessage"));
        }
    }

    private static void settleChannel(ObjectNode row, List<FieldFault> faults) {
        long channels = Stream.of("phoneFlag", "faxFlag", "emailFlag")
                .filter(flag -> row.path(flag).asBoolean())
                .count();
        if (channels == 0) {
            row.put("phoneFlag", true);
        } else if (channels > 1) {
            faults.add(FieldFault.invalid(
                    "Only one of phoneFlag, faxFlag and emailFlag may be set.",
                    RecordKind.COMMUNICATION_TYPE.resource(),
                    "phoneFlag"));
        }
    }

    private void fill() {
        for (String name : List.of("Comments", "Address")) {
            add(noteTypes, Json.object().put("name", name).put("defaultFlag", name.equals("Comments")));
        }
        for (String name : List.of("End User", "Decision Maker", "Billing")) {
            add(contactTypes, Json.object().put("description", name).put("defaultFlag", name.equals("End User")));
        }
        channel("Email", "emailFlag", true);
        channel("Direct", "phoneFlag", true);
        channel("Mobile", "phoneFlag", false);
        channel("Fax", "faxFlag", true);
    }

    private void channel(String description, String flag, boolean isDefault) {
        add(
                communicationTypes,
                Json.object().put("description", description).put(flag, true).put("defaultFlag", isDefault));
    }

    private static void add(Register register, ObjectNode body) {
        register.create(body, Json.object(), "zadmin");
    }

    /** The statuses of companies. */
    public Register statuses() {
        return statuses;
    }

    /** The types of companies. */
    public Register types() {
        return types;
    }

    /** The types of company notes. */
    public Register noteTypes() {
        return noteTypes;
    }

    /** The types of contacts. */
    public Register contactTypes() {
        return contactTypes;
    }

    /** The kinds of e-mail addresses, telephone and fax numbers. */
    public Register communicationTypes() {
        return communicationTypes;
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.function.Supplier;

/** The sites of companies. A company's main site cannot be deleted, nor one that a contact or a ticket names. */
final class Sites {
    private static final int LONGEST_EVER = 156;

    private final Table companies;
    private final Behaviour behaviour;
    private final CustomFields customFields;
    private final Register register;

    Sites(
            Supplier<String> baseUrl,
            Table companies,
            CustomFields customFields,
            Stamps stamps,
            Behaviour behaviour,
            Links links) {
        this.companies = companies;
        this.behaviour = behaviour;
        this.customFields = customFields;
        Table table = new Table(RecordKind.SITE, "Site", 1_001, row -> {
            ObjectNode ref = Json.object();
            ref.set("id", row.path("id"));
            ref.set("name", row.path("name"));
            ref.putObject("_info")
                    .put(
                            "site_href",
                            baseUrl.get() + "/company/companies/"
                                    + row.path("company").path("id").asInt() + "/sites/"
                                    + row.path("id").asInt());
            return ref;
        });
        register = new Register(table, stamps, links)
                .below("company")
                .required("name")
                .single("primaryAddressFlag")
                .defaults(Json.object()
                        .put("primaryAddressFlag", false)
                        .put("inactiveFlag", false)
                        .put("billSeparateFlag", false))
                .rule(this::settle)
                .stored(this::settleCompany);
        links.mention(table, "company", companies);
        links.add(companies, "site", table);
    }

    Register register() {
        return register;
    }

    private void settle(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        int length = row.path("name").asText("").length();
        if (length > behaviour.companyNameLength() && length <= LONGEST_EVER) {
            faults.add(FieldFault.tooLong(RecordKind.SITE.resource(), "name", behaviour.companyNameLength()));
        }
        customFields.settle(Screen.SITE, row, before, faults);
    }

    private void settleCompany(ObjectNode site) {
        if (site.path("primaryAddressFlag").asBoolean()) {
            ObjectNode company =
                    companies.require(site.path("company").path("id").asInt());
            ObjectNode copy = Json.object().setAll(company);
            copy.set("site", register.table().reference(site));
            companies.put(copy);
        }
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.Moments;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Agreements with their types and additions, and the catalogue of products that additions are of. */
public final class Agreements {
    private static final String RESOURCE = RecordKind.AGREEMENT.resource();
    private static final List<String> BILLING = List.of("billTime", "billExpenses", "billProducts");

    private final Stamps stamps;
    private final Companies companies;
    private final Lookup contacts;
    private final CustomFields customFields;
    private final Writable types;
    private final Writable agreements;
    private final Writable additions;
    private final Writable products;

    Agreements(
            Supplier<String> baseUrl,
            Companies companies,
            Lookup contacts,
            CustomFields customFields,
            Stamps stamps,
            Changes changes) {
        this.stamps = stamps;
        this.companies = companies;
        this.contacts = contacts;
        this.customFields = customFields;
        types = new Writable(
                        new Table(
                                RecordKind.AGREEMENT_TYPE,
                                "Agreement Type",
                                1,
                                References.of(baseUrl, "type", r -> "/finance/agreements/types/", "name")),
                        stamps,
                        Set.of("connectWiseId"),
                        List.of(
                                "name",
                                "employeeCompRate",
                                "employeeCompNotExceed",
                                "invoicingCycle",
                                "billTime",
                                "billExpenses",
                                "billProducts"),
                        (row, before, faults) -> References.flags(row, false, "defaultFlag", "inactiveFlag"))
                .beforeDelete(this::refuseUsedType);
        agreements = new Writable(
                        new Table(RecordKind.AGREEMENT, "Agreement", 301, row -> {
                                    ObjectNode ref = References.of(
                                                    baseUrl, "agreement", r -> "/finance/agreements/", "name")
                                            .apply(row);
                                    ref.set("type", row.path("type").path("name"));
                                    return ref.put(
                                            "chargeFirmFlag",
                                            row.path("chargeToFirm").asBoolean());
                                })
                                .observedBy(changes),
                        stamps,
                        Set.of("agreementStatus", "location", "department"),
                        List.of("name", "type", "company", "contact"),
                        this::settle)
                .beforeDelete(this::deleteAdditions);
        products = new Writable(
                new Table(
                        RecordKind.CATALOG_ITEM,
                        "Catalog Item",
                        1,
                        References.of(
                                baseUrl, "product", r -> "/procurement/catalog/", "identifier", "serializedFlag")),
                stamps,
                Set.of("connectWiseID", "calculatedPrice", "calculatedCost", "customFields"),
                List.of("identifier", "description", "subcategory", "type", "customerDescription"),
                this::settleProduct);
        additions = new Writable(
                new Table(RecordKind.ADDITION, "Addition", 801, row -> Json.object()),
                stamps,
                Set.of(
                        "agreementId",
                        "billedQuantity",
                        "extPrice",
                        "extCost",
                        "margin",
                        "agreementStatus",
                        "customFields"),
                List.of("product", "billCustomer"),
                this::settleAddition);
    }

    /** The agreement types. */
    public Writable types() {
        return types;
    }

    /** The agreements. */
    public Writable agreements() {
        return agreements;
    }

    /** The additions of all agreements. */
    public Writable additions() {
        return additions;
    }

    /** The catalogue. */
    public Writable products() {
        return products;
    }

    /** Those additions that belong to an agreement. */
    public static Predicate<ObjectNode> ofAgreement(int id) {
        return row -> row.path("agreementId").asInt() == id;
    }

    /**
     * The fields that make an addition one of an agreement.
     *
     * @throws ApiError 404 if there is no such agreement
     */
    public ObjectNode below(int agreementId) {
        agreements.table().require(agreementId);
        return Json.object().put("agreementId", agreementId);
    }

    private static int id(ObjectNode row) {
        return row.path("id").asInt();
    }

    private void refuseUsedType(ObjectNode type) {
        for (ObjectNode agreement : agreements.table().rows()) {
            if (agreement.path("type").path("id").asInt() == id(type)) {
                throw ApiError.connectWiseApi(409, "Agreement Type " + id(type) + " is in use and cannot be deleted.");
            }
        }
    }

    private void deleteAdditions(ObjectNode agreement) {
        List.copyOf(additions.table().rows()).stream()
                .filter(ofAgreement(id(agreement)))
                .forEach(row -> additions.delete(id(row)));
    }

    private void settle(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        References.settle(RESOURCE, row, "type", "Agreement Type", Lookup.in(types.table()), faults);
        References.settle(RESOURCE, row, "company", "Company", Lookup.in(companies.companies()), faults);
        References.settle(RESOURCE, row, "contact", "Contact", contacts, faults);
        int company = row.path("company").path("id").asInt();
        References.settle(
                RESOURCE,
                row,
                "site",
                "Site",
                (sent, r) -> {
                    ObjectNode site = companies.sites().find(sent, Companies.ofCompany(company));
                    return site == null ? null : companies.sites().reference(site);
                },
                faults);
        References.settle(RESOURCE, row, "parentAgreement", "Agreement", Lookup.in(agreements.table()), faults);
        customFields.settle(Screen.AGREEMENT, row, before, faults);
        for (String field : BILLING) {
            if (!row.has(field)) {
                row.put(field, "Billable");
            }
        }
        References.flags(row, false, "cancelledFlag", "noEndingDateFlag");
        Instant end = Moments.parse(row.path("endDate").asText("")).orElse(Instant.MAX);
        Instant start = Moments.parse(row.path("startDate").asText("")).orElse(Instant.MIN);
        if (end.isBefore(start)) {
            faults.add(FieldFault.invalid("The endDate must not be before the startDate.", RESOURCE, "endDate"));
        }
        boolean cancelled = row.path("cancelledFlag").asBoolean();
        boolean expired = end.isBefore(stamps.now());
        row.put("agreementStatus", cancelled ? "Cancelled" : expired ? "Expired" : "Active");
    }

    private void settleProduct(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        String identifier = row.path("identifier").asText("");
        for (ObjectNode other : products.table().rows()) {
            if (id(other) != id(row) && other.path("identifier").asText().equalsIgnoreCase(identifier)) {
                faults.add(
                        new FieldFault("ObjectExists", "The identifier already exists", "catalogItem", "identifier"));
            }
        }
        References.flags(row, false, "inactiveFlag", "serializedFlag", "taxableFlag");
    }

    private void settleAddition(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        String resource = RecordKind.ADDITION.resource();
        ObjectNode product = products.table().find(row.path("product"), r -> true);
        References.settle(resource, row, "product", "Product", Lookup.in(products.table()), faults);
        if (product != null) {
            setUnlessThere(row, "unitPrice", product.path("price").asDouble());
            setUnlessThere(row, "unitCost", product.path("cost").asDouble());
            row.set("description", product.path("description"));
        }
        setUnlessThere(row, "quantity", 1);
        double quantity = row.path("quantity").asDouble();
        row.put("extPrice", quantity * row.path("unitPrice").asDouble());
        row.put("extCost", quantity * row.path("unitCost").asDouble());
        row.put("margin", row.path("extPrice").asDouble() - row.path("extCost").asDouble());
        agreements
                .table()
                .get(row.path("agreementId").asInt())
                .ifPresent(agreement -> row.set("agreementStatus", agreement.path("agreementStatus")));
    }

    private static void setUnlessThere(ObjectNode row, String field, double value) {
        if (!row.has(field)) {
            row.put(field, value);
        }
    }

    /** Two agreement types. */
    public void addDefaults() {
        for (String name : List.of("Managed Services", "Block Time")) {
            ObjectNode body = Json.object()
                    .put("name", name)
                    .put("employeeCompRate", "Actual")
                    .put("employeeCompNotExceed", "Billing")
                    .put("invoicingCycle", "CalendarYear");
            BILLING.forEach(field -> body.put(field, "Billable"));
            types.create(Json.object(), body, "zadmin");
        }
    }
}

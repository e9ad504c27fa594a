package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Companies and their sites. */
public final class Companies {
    private static final Set<String> READ_ONLY =
            Set.of("id", "_info", "dateDeleted", "deletedBy", "mobileGuid", "defaultContact");
    /** The specification: types can be set on POST only; afterwards a PATCH of them changes nothing. */
    private static final Set<String> READ_ONLY_LATER =
            Set.of("id", "_info", "dateDeleted", "deletedBy", "mobileGuid", "defaultContact", "types", "site");

    private static final Set<String> SITE_READ_ONLY = Set.of("id", "_info", "mobileGuid", "company");

    private final Catalog catalog;
    private final CustomFields customFields;
    private final Stamps stamps;
    private final Behaviour behaviour;
    private final Table companies;
    private final Table sites;
    private final IntConsumer renamed;

    Companies(
            Supplier<String> baseUrl,
            Catalog catalog,
            CustomFields customFields,
            Stamps stamps,
            Behaviour behaviour,
            IntConsumer renamed) {
        this.catalog = catalog;
        this.customFields = customFields;
        this.stamps = stamps;
        this.behaviour = behaviour;
        this.renamed = renamed;
        companies = new Table(RecordKind.COMPANY, "Company", 250, row -> {
            ObjectNode ref = Json.object();
            for (String field : List.of("id", "identifier", "name")) {
                ref.set(field, row.path(field));
            }
            ref.putObject("_info")
                    .put(
                            "company_href",
                            baseUrl.get() + "/company/companies/"
                                    + row.path("id").asInt());
            return ref;
        });
        sites = new Table(RecordKind.SITE, "Site", 1_001, row -> {
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
    }

    /** The table of companies. */
    public Table companies() {
        return companies;
    }

    /** The sites of all companies. */
    public Table sites() {
        return sites;
    }

    /** Those sites that belong to a company. */
    public static Predicate<ObjectNode> ofCompany(int companyId) {
        return site -> site.path("company").path("id").asInt() == companyId;
    }

    /**
     * Creates a company with its main site.
     *
     * @throws ApiError 400 if it is not valid
     */
    public ObjectNode create(JsonNode body, String actor) {
        ObjectNode row = ValueReader.readAll(RecordKind.COMPANY, body, READ_ONLY);
        String siteName = row.path("site").path("name").asText("Main");
        row.remove("site");
        settle(row, Json.object());
        stamps.entered(row, actor);
        ObjectNode created = companies.add(row);
        ObjectNode site = Json.object().put("name", siteName).put("primaryAddressFlag", true);
        ObjectNode main = createSite(created.path("id").asInt(), site, actor);
        ObjectNode complete = created.deepCopy();
        complete.set("site", sites.reference(main));
        companies.put(complete);
        return complete;
    }

    /**
     * Changes a company; the whole stored record is validated again.
     *
     * @throws ApiError 400 if it is not valid, 404 if there is none
     */
    public ObjectNode patch(int id, JsonNode operations, String actor) {
        ObjectNode row = JsonPatch.apply(RecordKind.COMPANY, companies.require(id), operations, READ_ONLY_LATER);
        settle(row, companies.require(id));
        store(row, actor);
        return row;
    }

    /** Sets a company's deletedFlag, as deleting it in the application does. */
    public void markDeleted(int id, boolean deleted, String actor) {
        ObjectNode row = companies.require(id).deepCopy().put("deletedFlag", deleted);
        store(row, actor);
    }

    /** Plants a value that no validation would accept today, as years of use leave behind. */
    public void plant(int id, String field, JsonNode value) {
        ObjectNode row = companies.require(id).deepCopy();
        row.set(field, value);
        companies.put(row);
    }

    private void store(ObjectNode row, String actor) {
        stamps.updated(row, actor);
        int id = row.path("id").asInt();
        companies.put(row);
        for (ObjectNode site : List.copyOf(sites.rows())) {
            if (ofCompany(id).test(site)) {
                ObjectNode copy = site.deepCopy();
                copy.set("company", companies.reference(row));
                sites.put(copy);
            }
        }
        renamed.accept(id);
    }

    private void settle(ObjectNode row, ObjectNode before) {
        List<FieldFault> faults = new ArrayList<>();
        required(row, faults);
        for (FieldFault fault : ValueReader.tooLong(RecordKind.COMPANY, row)) {
            if (!fault.field().equals("identifier") && !fault.field().equals("name")) {
                faults.add(fault);
            }
        }
        for (String year : List.of("yearEstablished", "revenueYear")) {
            int value = row.path(year).asInt(2000);
            if (value < 1900 || value > 9999) {
                faults.add(FieldFault.outOfRange("company", year, 1900, 9999));
            }
        }
        ObjectNode status = row.has("status")
                ? catalog.companyStatuses().find(row.path("status"), r -> true)
                : catalog.companyStatuses().preferred("defaultFlag", Catalog::active);
        if (status != null) {
            row.set("status", catalog.companyStatuses().reference(status));
        } else if (row.has("status")) {
            faults.add(FieldFault.notFound("Company Status not found", "company", "status/id"));
        }
        settleTypes(row, faults);
        customFields.settle(Screen.COMPANY, row, before, faults);
        for (String flag : List.of("deletedFlag", "leadFlag", "unsubscribeFlag", "isVendorFlag")) {
            if (!row.has(flag)) {
                row.put(flag, false);
            }
        }
        if (!faults.isEmpty()) {
            throw ApiError.invalid("company", faults);
        }
    }

    private void required(ObjectNode row, List<FieldFault> faults) {
        for (String field : List.of("identifier", "name")) {
            String value = row.path(field).asText("");
            int max = field.equals("name") ? behaviour.companyNameLength() : behaviour.companyIdentifierLength();
            if (value.isBlank()) {
                faults.add(FieldFault.missing("company", field));
            } else if (value.length() > max) {
                faults.add(FieldFault.tooLong("company", field, max));
            }
        }
        String identifier = row.path("identifier").asText("");
        ObjectNode twin = companies.find(
                Json.object().put("identifier", identifier),
                other -> other.path("id").asInt() != row.path("id").asInt());
        if (!identifier.isEmpty() && twin != null) {
            faults.add(new FieldFault(
                    "ObjectExists", "A company with the identifier already exists", "company", "identifier"));
        }
    }

    private void settleTypes(ObjectNode row, List<FieldFault> faults) {
        ArrayNode settled = Json.array();
        for (JsonNode type : row.path("types")) {
            ObjectNode found = catalog.companyTypes().find(type, r -> true);
            if (found == null) {
                faults.add(FieldFault.notFound(
                        "Company Type "
                                + type.path("id").asText(type.path("name").asText("?")) + " not found",
                        "company",
                        "types/id"));
            } else {
                settled.add(catalog.companyTypes().reference(found));
            }
        }
        row.set("types", settled);
    }

    /**
     * Creates a site of a company.
     *
     * @throws ApiError 400 if it is not valid, 404 if there is no such company
     */
    public ObjectNode createSite(int companyId, JsonNode body, String actor) {
        ObjectNode company = companies.require(companyId);
        ObjectNode row = ValueReader.readAll(RecordKind.SITE, body, SITE_READ_ONLY);
        row.set("company", companies.reference(company));
        settleSite(row, Json.object());
        stamps.entered(row, actor);
        return sites.add(row);
    }

    /**
     * Changes a site.
     *
     * @throws ApiError 400 if it is not valid, 404 if the company has no such site
     */
    public ObjectNode patchSite(int companyId, int id, JsonNode operations, String actor) {
        ObjectNode row = JsonPatch.apply(RecordKind.SITE, requireSite(companyId, id), operations, SITE_READ_ONLY);
        settleSite(row, requireSite(companyId, id));
        stamps.updated(row, actor);
        sites.put(row);
        renamed.accept(companyId);
        return row;
    }

    /** A site of a company, or the server's 404. */
    public ObjectNode requireSite(int companyId, int id) {
        companies.require(companyId);
        return sites.get(id).filter(ofCompany(companyId)).orElseThrow(() -> ApiError.notFound("Site", id));
    }

    private void settleSite(ObjectNode row, ObjectNode before) {
        List<FieldFault> faults = new ArrayList<>(ValueReader.tooLong(RecordKind.SITE, row));
        if (row.path("name").asText("").isBlank()) {
            faults.add(FieldFault.missing("companySite", "name"));
        }
        for (String flag : List.of("primaryAddressFlag", "inactiveFlag", "billSeparateFlag")) {
            if (!row.has(flag)) {
                row.put(flag, false);
            }
        }
        customFields.settle(Screen.SITE, row, before, faults);
        if (!faults.isEmpty()) {
            throw ApiError.invalid("companySite", faults);
        }
    }
}

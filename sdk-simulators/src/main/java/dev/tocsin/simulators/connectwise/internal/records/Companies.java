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
            Set.of("id", "_info", "dateDeleted", "deletedBy", "mobileGuid", "types", "site");

    private final Catalog catalog;
    private final CustomFields customFields;
    private final Stamps stamps;
    private final Behaviour behaviour;
    private final Links links;
    private final Table companies;
    private final Sites sites;
    private final Table contacts;
    private final CompanyRecords records;
    private IntConsumer renamed = id -> {};
    private IntConsumer deletionCheck = id -> {};

    Companies(
            Supplier<String> baseUrl,
            Catalog catalog,
            CompanySetup setup,
            Table contacts,
            CustomFields customFields,
            Stamps stamps,
            Behaviour behaviour,
            Links links) {
        this.catalog = catalog;
        this.contacts = contacts;
        this.customFields = customFields;
        this.stamps = stamps;
        this.behaviour = behaviour;
        this.links = links;
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
        sites = new Sites(baseUrl, companies, customFields, stamps, behaviour, links);
        records = new CompanyRecords(companies, setup, stamps, links);
        links.add(companies, "status", catalog.companyStatuses());
        customFields.carriedBy(Screen.COMPANY, companies);
        customFields.carriedBy(Screen.SITE, sites.register().table());
    }

    /** Whom to tell that a company or one of its sites was renamed. */
    void renamed(IntConsumer listener) {
        renamed = listener;
    }

    /** Who throws the server's 409 if a company cannot be deleted. */
    void deletionCheck(IntConsumer check) {
        deletionCheck = check;
    }

    /** The table of companies. */
    public Table companies() {
        return companies;
    }

    /** The sites of all companies. */
    public Table sites() {
        return sites.register().table();
    }

    /** Notes, notes on the status, and associations with types. */
    public CompanyRecords records() {
        return records;
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
        complete.set("site", sites().reference(main));
        companies.put(complete);
        records.created(complete, stamps, actor);
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

    /**
     * Replaces a company: what the body leaves out takes its default or is gone; types and main site stay.
     *
     * @throws ApiError 400 if it is not valid, 404 if there is none
     */
    public ObjectNode replace(int id, JsonNode body, String actor) {
        ObjectNode before = companies.require(id);
        ObjectNode row = Json.object();
        READ_ONLY_LATER.stream().filter(before::has).forEach(field -> row.set(field, before.get(field)));
        row.setAll(ValueReader.readAll(RecordKind.COMPANY, body, READ_ONLY_LATER));
        settle(row, Json.object());
        store(row, actor);
        return companies.require(id);
    }

    /**
     * Deletes a company: it is marked, still answers by id and in lists that do not ask for {@code deletedFlag=false},
     * and takes no new ticket.
     *
     * @throws ApiError 404 if there is none, 409 if it has an open ticket
     */
    public void delete(int id, String actor) {
        companies.require(id);
        deletionCheck.accept(id);
        markDeleted(id, true, actor);
    }

    /** Sets a company's deletedFlag, as deleting it in the application does. */
    public void markDeleted(int id, boolean deleted, String actor) {
        ObjectNode row = companies.require(id).deepCopy().put("deletedFlag", deleted);
        store(row, actor);
    }

    /** Makes a contact the default one of a company; 0 for none. */
    void takeDefaultContact(int companyId, int contactId) {
        ObjectNode copy = Json.object().setAll(companies.require(companyId));
        copy.remove("defaultContact");
        contacts.get(contactId).ifPresent(row -> copy.set("defaultContact", contacts.reference(row)));
        companies.put(copy);
        flagDefaultContact(companyId, contactId);
    }

    private void flagDefaultContact(int companyId, int contactId) {
        for (ObjectNode contact : contacts.having("company", companyId)) {
            boolean chosen = contact.path("id").asInt() == contactId;
            if (contact.path("defaultFlag").asBoolean() != chosen) {
                ObjectNode copy = Json.object().setAll(contact);
                contacts.put(copy.put("defaultFlag", chosen));
            }
        }
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
        if (!row.path("deletedFlag").asBoolean()) {
            row.remove(List.of("dateDeleted", "deletedBy"));
        } else if (!row.has("dateDeleted")) {
            row.put("dateDeleted", stamps.nowText()).put("deletedBy", actor);
        }
        companies.put(row);
        flagDefaultContact(id, row.path("defaultContact").path("id").asInt());
        links.refresh(companies, row);
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
            faults.add(Register.missingTarget("company", catalog.companyStatuses(), "status", row.path("status")));
        }
        if (row.has("defaultContact")) {
            JsonNode sent = row.path("defaultContact");
            ObjectNode contact = contacts.find(sent, ofCompany(row.path("id").asInt(-1)));
            if (contact == null) {
                faults.add(Register.missingTarget("company", contacts, "defaultContact", sent));
            } else {
                row.set("defaultContact", contacts.reference(contact));
            }
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
        return sites.register().create(body, ownedBy(companyId), actor);
    }

    /**
     * Changes a site.
     *
     * @throws ApiError 400 if it is not valid, 404 if the company has no such site
     */
    public ObjectNode patchSite(int companyId, int id, JsonNode operations, String actor) {
        ObjectNode site = sites.register().patch(requireSite(companyId, id), operations, actor);
        renamed.accept(companyId);
        return site;
    }

    /**
     * Replaces a site.
     *
     * @throws ApiError 400 if it is not valid, 404 if the company has no such site
     */
    public ObjectNode replaceSite(int companyId, int id, JsonNode body, String actor) {
        ObjectNode site = sites.register().replace(requireSite(companyId, id), body, actor);
        renamed.accept(companyId);
        return site;
    }

    /**
     * Deletes a site.
     *
     * @throws ApiError 404 if the company has no such site, 409 if it is the main one or something names it
     */
    public void deleteSite(int companyId, int id) {
        sites.register().remove(requireSite(companyId, id));
    }

    /** A site of a company, or the server's 404. */
    public ObjectNode requireSite(int companyId, int id) {
        companies.require(companyId);
        return sites.register().require(companyId, id);
    }

    /** The field by which a record belongs to a company, or the server's 404. */
    public ObjectNode ownedBy(int companyId) {
        ObjectNode owned = Json.object();
        owned.set("company", companies.reference(companies.require(companyId)));
        return owned;
    }
}

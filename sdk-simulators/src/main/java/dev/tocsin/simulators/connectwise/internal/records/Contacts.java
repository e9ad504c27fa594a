package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Contacts, the people of a company. */
public final class Contacts {
    private static final String CONTACT = RecordKind.CONTACT.resource();

    private final Table table;
    private final Companies companies;
    private final CustomFields customFields;
    private final CompanySetup setup;
    private final Links links;
    private final Communications communications;
    private final Register register;
    private final Register notes;
    private final ContactTypes contactTypes;

    Contacts(
            Table table,
            Companies companies,
            CustomFields customFields,
            CompanySetup setup,
            Stamps stamps,
            Links links) {
        this.table = table;
        this.companies = companies;
        this.customFields = customFields;
        this.setup = setup;
        this.links = links;
        Table types = setup.contactTypes().table();
        register = new Register(table, stamps, links)
                .required("firstName")
                .refersTo("company", companies.companies())
                .refersTo(
                        "site",
                        companies.sites(),
                        (row, site) -> Companies.ofCompany(
                                        row.path("company").path("id").asInt())
                                .test(site))
                .refersTo("managerContact", table)
                .refersTo("assistantContact", table)
                .readOnly("defaultPhoneType", "defaultPhoneNbr", "defaultPhoneExtension", "photo")
                .writeOnly("portalPassword", "ignoreDuplicates", "typeIds")
                .defaults(Json.object()
                        .put("inactiveFlag", false)
                        .put("marriedFlag", false)
                        .put("childrenFlag", false)
                        .put("disablePortalLoginFlag", true)
                        .put("unsubscribeFlag", false)
                        .put("defaultBillingFlag", false)
                        .put("defaultFlag", false))
                .rule(this::settle)
                .stored(this::follow)
                .removing(this::leave);
        contactTypes = new ContactTypes(table, setup, stamps, links);
        communications = new Communications(register, setup.communicationTypes().table());
        notes = new Register(new Table(RecordKind.CONTACT_NOTE, "Contact Note", 951, r -> Json.object()), stamps, links)
                .below("contactId")
                .required("text")
                .readOnly("enteredBy")
                .refersTo("type", setup.noteTypes().table())
                .defaults(Json.object().put("flagged", false))
                .rule((row, before, faults) -> CompanyRecords.defaultNoteType(row, setup));
        notes.stored(row -> CompanyRecords.sign(notes.table(), row));
        links.add(table, "types", types);
        links.mention(companies.companies(), "defaultContact", table);
    }

    /** The table of contacts; made apart since companies refer to it, too. */
    static Table newTable(Supplier<String> baseUrl) {
        return new Table(RecordKind.CONTACT, "Contact", 2_001, row -> {
            ObjectNode ref = Json.object();
            ref.set("id", row.path("id"));
            ref.put("name", nameOf(row));
            ref.putObject("_info")
                    .put(
                            "contact_href",
                            baseUrl.get() + "/company/contacts/"
                                    + row.path("id").asInt());
            return ref;
        });
    }

    private static String nameOf(ObjectNode row) {
        return (row.path("firstName").asText() + " " + row.path("lastName").asText("")).strip();
    }

    /** Which contacts are of which types. */
    public ContactTypes types() {
        return contactTypes;
    }

    /** The table of contacts. */
    public Table table() {
        return table;
    }

    /** How contacts are written. */
    public Register register() {
        return register;
    }

    /** Their e-mail addresses, telephone and fax numbers one by one. */
    public Communications communications() {
        return communications;
    }

    /** Their notes. */
    public Register notes() {
        return notes;
    }

    /** Those contacts that belong to a company. */
    public static Predicate<ObjectNode> ofCompany(int companyId) {
        return Companies.ofCompany(companyId);
    }

    /** The contact of a company that a reference means, by id or full name; empty if it has none such. */
    public Optional<ObjectNode> resolve(JsonNode reference, int companyId) {
        return Optional.ofNullable(table.find(reference, ofCompany(companyId)));
    }

    /**
     * Settles the field {@code contact} of a record that belongs to a company, such as a ticket or a configuration: the
     * reference is expanded, or a fault if the company has no such contact.
     */
    void settleOn(ObjectNode row, int companyId, String resource, List<FieldFault> faults) {
        JsonNode sent = row.path("contact");
        if (!sent.isObject()) {
            return;
        }
        ObjectNode contact = table.find(sent, ofCompany(companyId));
        if (contact == null) {
            FieldFault fault = Register.missingTarget(resource, table, "contact", sent);
            faults.add(FieldFault.notFound(
                    fault.message() + " for Company " + companyId, fault.resource(), fault.field()));
        } else {
            row.set("contact", table.reference(contact));
        }
    }

    private void settle(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        for (String field : List.of("relationship", "department")) {
            if (row.has(field) && !row.path(field).equals(before.path(field))) {
                faults.add(FieldFault.notFound(
                        "Contact " + field + " " + row.path(field).path("id").asText("?") + " not found",
                        CONTACT,
                        field + "/id"));
            }
        }
        JsonNode company = row.path("company");
        if (company.has("id") && !row.has("site")) {
            companies
                    .companies()
                    .get(company.path("id").asInt())
                    .filter(found -> found.has("site"))
                    .ifPresent(found -> row.set("site", found.path("site")));
        }
        settleTypes(row, before, faults);
        communications.settle(row, before, faults);
        customFields.settle(Screen.CONTACT, row, before, faults);
    }

    private void settleTypes(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        Table types = setup.contactTypes().table();
        ArrayNode sent = Json.array();
        row.path("types").forEach(sent::add);
        if (before.isEmpty()) {
            // The specification: typeIds can be set on POST only.
            row.path("typeIds").forEach(id -> sent.addObject().set("id", id));
        }
        ArrayNode settled = Json.array();
        for (JsonNode type : sent) {
            ObjectNode found = types.find(type, r -> true);
            if (found == null) {
                faults.add(Register.missingTarget(CONTACT, types, "types", type));
            } else {
                settled.add(types.reference(found));
            }
        }
        row.set("types", settled);
    }

    private void follow(ObjectNode row) {
        settleCompany(row);
        contactTypes.stored(row);
    }

    /** The default contact of a company is one, and the company names it. */
    private void settleCompany(ObjectNode row) {
        int company = row.path("company").path("id").asInt();
        int id = row.path("id").asInt();
        if (company == 0) {
            return;
        }
        ObjectNode owner = companies.companies().require(company);
        boolean named = owner.path("defaultContact").path("id").asInt() == id;
        if (row.path("defaultFlag").asBoolean() && !named) {
            companies.takeDefaultContact(company, id);
        } else if (!row.path("defaultFlag").asBoolean() && named) {
            companies.takeDefaultContact(company, 0);
        }
    }

    private void leave(ObjectNode row) {
        contactTypes.left(row);
        int id = row.path("id").asInt();
        for (ObjectNode company : List.copyOf(companies.companies().rows())) {
            if (company.path("defaultContact").path("id").asInt() == id) {
                companies.takeDefaultContact(company.path("id").asInt(), 0);
            }
        }
        for (ObjectNode note : List.copyOf(notes.table().rows())) {
            if (notes.of(id).test(note)) {
                notes.table().remove(note.path("id").asInt());
            }
        }
    }

    /**
     * Deletes a contact.
     *
     * @param heir who takes its tickets and whatever else names it; empty if nobody does
     * @throws ApiError 404 if there is no such contact, 400 if there is no such heir, 409 if it is named by something and
     *     there is no heir
     */
    public void delete(int id, OptionalInt heir) {
        ObjectNode row = table.require(id);
        if (heir.isPresent()) {
            ObjectNode other = table.get(heir.getAsInt())
                    .filter(found -> found.path("id").asInt() != id)
                    .orElseThrow(() -> ApiError.invalid(FieldFault.notFound(
                            "Contact " + heir.getAsInt() + " not found", CONTACT, "transferContactId")));
            links.transfer(table, id, other);
        }
        register.remove(row);
    }
}

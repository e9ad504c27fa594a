package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.query.Rows;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Configurations: the devices and services of companies, with an answer for each question of their type. */
public final class Configurations {
    private static final RecordKind KIND = RecordKind.CONFIGURATION;
    private static final String RESOURCE = KIND.resource();
    private static final Set<String> READ_ONLY = Set.of("id", "_info", "mobileGuid", "location", "department");
    private static final Map<String, int[]> RANGES =
            Map.of("backupYear", new int[] {1900, 9999}, "backupMonth", new int[] {1, 12});

    private final Supplier<String> baseUrl;
    private final ConfigurationSetup setup;
    private final ConfigurationQuestions questions;
    private final Companies companies;
    private final Catalog catalog;
    private final Lookup contacts;
    private final CustomFields customFields;
    private final Stamps stamps;
    private final ConfigurationStore store;
    private IntConsumer deleted = id -> {};

    Configurations(
            Supplier<String> baseUrl,
            Companies companies,
            Catalog catalog,
            Lookup contacts,
            CustomFields customFields,
            Stamps stamps,
            Behaviour behaviour,
            Changes changes) {
        this.baseUrl = baseUrl;
        this.setup = new ConfigurationSetup(baseUrl, stamps);
        this.questions = new ConfigurationQuestions(setup, behaviour);
        this.companies = companies;
        this.catalog = catalog;
        this.contacts = contacts;
        this.customFields = customFields;
        this.stamps = stamps;
        this.store = new ConfigurationStore(changes, this::shown);
        store.companies(identifier -> {
            ObjectNode row = companies.companies().find(Json.object().put("identifier", identifier), r -> true);
            return row == null ? 0 : row.path("id").asInt();
        });
        setup.inUse(id -> uses("type", id), id -> uses("status", id));
    }

    void onDelete(IntConsumer action) {
        deleted = action;
    }

    /** Types, questions, values and statuses. */
    public ConfigurationSetup setup() {
        return setup;
    }

    /** All configurations. */
    public Rows rows() {
        return store;
    }

    /** A configuration; empty if there is none. */
    public Optional<ObjectNode> get(int id) {
        return store.get(id);
    }

    /**
     * A configuration.
     *
     * @throws ApiError 404 if there is none
     */
    public ObjectNode require(int id) {
        return store.require(id);
    }

    /** Whether a company has any. */
    boolean anyOf(int companyId) {
        return uses("company", companyId);
    }

    private boolean uses(String field, int id) {
        return store.idsAfter(0)
                .anyMatch(i -> store.raw(i).orElseThrow().path(field).path("id").asInt() == id);
    }

    /**
     * Seeds configurations over the companies that are not deleted, without holding them in memory.
     *
     * @param count how many
     * @throws IllegalArgumentException if there is no company or type to give them
     */
    public void seed(int count) {
        List<Integer> owners = companies.companies().rows().stream()
                .filter(row -> !row.path("deletedFlag").asBoolean())
                .map(row -> row.path("id").asInt())
                .toList();
        List<Integer> types = setup.types().table().rows().stream()
                .map(row -> row.path("id").asInt())
                .toList();
        ObjectNode status = setup.statuses().table().preferred("defaultFlag", row -> true);
        if (owners.isEmpty() || types.isEmpty() || status == null) {
            throw new IllegalArgumentException(
                    "configurations: seeding them needs a company, a configuration type and a status");
        }
        int statusId = status.path("id").asInt();
        store.seed(count, new ConfigurationSeeds(owners, types, statusId, setup, stamps.now())::row);
    }

    /**
     * Creates a configuration.
     *
     * @throws ApiError 400 with every fault
     */
    public ObjectNode create(JsonNode body, String actor) {
        ObjectNode row = Json.object().put("id", store.nextId());
        row.setAll(ValueReader.readAll(KIND, body, READ_ONLY));
        settle(row, Json.object());
        stamps.entered(row, actor);
        store.add(row);
        return shown(row);
    }

    /**
     * Changes a configuration; the whole stored record is validated again.
     *
     * @throws ApiError 400 with every fault, 404 if there is none
     */
    public ObjectNode patch(int id, JsonNode operations, String actor) {
        ObjectNode before = whole(id);
        return put(JsonPatch.apply(KIND, before, operations, READ_ONLY), before, actor);
    }

    /**
     * Changes the type; the answers to the old type's questions are lost.
     *
     * @throws ApiError 400 unless all operations are on the type
     */
    public ObjectNode changeType(int id, JsonNode operations, String actor) {
        for (JsonNode operation : operations) {
            if (!operation
                    .path("path")
                    .asText()
                    .replaceFirst("^/", "")
                    .split("/", 2)[0]
                    .equals("type")) {
                throw ApiError.invalid(FieldFault.invalid("Only the type can be changed here.", RESOURCE, "type"));
            }
        }
        return patch(id, operations, actor);
    }

    /**
     * Replaces a configuration.
     *
     * @throws ApiError 400 with every fault, 404 if there is none
     */
    public ObjectNode replace(int id, JsonNode body, String actor) {
        ObjectNode before = whole(id);
        return put(Writable.replacement(KIND, before, body, READ_ONLY), before, actor);
    }

    private ObjectNode put(ObjectNode row, ObjectNode before, String actor) {
        settle(row, before);
        stamps.updated(row, actor);
        store.put(row);
        return shown(row);
    }

    /**
     * Deletes a configuration; tickets lose it.
     *
     * @throws ApiError 404 if there is none
     */
    public void delete(int id) {
        store.remove(id);
        deleted.accept(id);
    }

    /** Plants a value that no validation would accept today, as years of use leave behind. */
    public void plant(int id, String field, JsonNode value) {
        ObjectNode row = whole(id).deepCopy();
        row.set(field, value);
        store.put(row);
    }

    /** What tickets hold of a configuration. */
    ObjectNode reference(ObjectNode row) {
        ObjectNode ref = Json.object();
        ref.set("id", row.path("id"));
        ref.put("deviceIdentifier", row.path("deviceIdentifier").asText(""));
        ref.putObject("_info")
                .put("name", row.path("name").asText())
                .put(
                        "configuration_href",
                        baseUrl.get() + "/company/configurations/"
                                + row.path("id").asInt());
        return ref;
    }

    private void settle(ObjectNode row, ObjectNode before) {
        List<FieldFault> faults = Writable.missing(KIND, row, List.of("name", "type", "company"));
        faults.addAll(ValueReader.tooLong(KIND, row));
        RANGES.forEach((field, range) -> {
            if (row.has(field)
                    && (row.path(field).asInt() < range[0] || row.path(field).asInt() > range[1])) {
                faults.add(FieldFault.outOfRange(RESOURCE, field, range[0], range[1]));
            }
        });
        Table types = setup.types().table();
        References.settle(RESOURCE, row, "type", "Configuration Type", Lookup.in(types), faults);
        References.settle(
                RESOURCE, row, "status", "Configuration Status", (sent, r) -> setup.statusReference(sent), faults);
        ObjectNode status = setup.statuses().table().preferred("defaultFlag", r -> true);
        if (!row.has("status") && status != null) {
            row.set("status", setup.statuses().table().reference(status));
        }
        settleCompany(row, before, faults);
        questions.settle(row, before, faults);
        customFields.settle(Screen.CONFIGURATION, row, before, faults);
        row.set("location", catalog.location());
        row.set("department", catalog.department());
        References.flags(row, true, "activeFlag");
        References.flags(row, false, "billFlag", "needsRenewalFlag", "showRemoteFlag", "showAutomateFlag");
        if (!faults.isEmpty()) {
            throw ApiError.invalid(RESOURCE, faults);
        }
    }

    private void settleCompany(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        Lookup held = Lookup.in(companies.companies());
        References.settle(RESOURCE, row, "company", "Company", held, faults);
        References.settle(RESOURCE, row, "vendor", "Company", held, faults);
        References.settle(RESOURCE, row, "installedBy", "Member", Lookup.in(catalog.members()), faults);
        References.settle(RESOURCE, row, "contact", "Contact", contacts, faults);
        References.refuse(RESOURCE, row, List.of("manufacturer", "sla"), faults);
        int company = row.path("company").path("id").asInt();
        boolean moved = company != before.path("company").path("id").asInt();
        if (moved && row.path("site").equals(before.path("site"))) {
            row.remove("site");
        }
        Lookup sites = (sent, r) -> {
            ObjectNode site = companies.sites().find(sent, Companies.ofCompany(company));
            return site == null ? null : companies.sites().reference(site);
        };
        References.settle(RESOURCE, row, "site", "Site", sites, faults);
        int parent = row.path("parentConfigurationId").asInt();
        if (parent != 0
                && (parent == row.path("id").asInt() || store.raw(parent).isEmpty())) {
            faults.add(
                    FieldFault.notFound("Configuration " + parent + " not found", RESOURCE, "parentConfigurationId"));
        }
    }

    /** A configuration with all its answers, whatever clients see of them. */
    private ObjectNode whole(int id) {
        ObjectNode raw = store.raw(id).orElseThrow(() -> ApiError.notFound("Configuration", id));
        return expanded(raw).set("questions", questions.all(raw));
    }

    /** The row with its references expanded as they read now and with one element per question that is active now. */
    private ObjectNode shown(ObjectNode row) {
        return expanded(row).set("questions", questions.shown(row));
    }

    private ObjectNode expanded(ObjectNode row) {
        ObjectNode shown = Json.object().setAll(row);
        expand(shown, "type", setup.types().table());
        expand(shown, "status", setup.statuses().table());
        expand(shown, "company", companies.companies());
        expand(shown, "site", companies.sites());
        if (!shown.has("location")) {
            shown.set("location", catalog.location());
            shown.set("department", catalog.department());
        }
        return shown;
    }

    private static void expand(ObjectNode row, String field, Table table) {
        table.get(row.path(field).path("id").asInt()).ifPresent(found -> row.set(field, table.reference(found)));
    }
}

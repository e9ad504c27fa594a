package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.ListQuery;
import dev.tocsin.simulators.connectwise.internal.query.Moments;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** Service tickets: create, change, delete, merge, and the search with its lag. */
public final class Tickets {
    private static final Map<String, String> FIRST_NOTES = Map.of(
            "initialDescription", "detailDescriptionFlag",
            "initialInternalAnalysis", "internalAnalysisFlag",
            "initialResolution", "resolutionFlag");
    private static final Set<String> WRITE_ONLY = Set.of(
            "initialDescription",
            "initialInternalAnalysis",
            "initialResolution",
            "initialDescriptionFrom",
            "contactEmailLookup",
            "processNotifications",
            "skipCallback");
    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "_info",
            "recordType",
            "closedDate",
            "closedBy",
            "closedFlag",
            "actualHours",
            "mergedParentTicket",
            "hasChildTicket",
            "hasMergedChildTicketFlag",
            "parentTicketId",
            "mobileGuid",
            "resources",
            "siteName",
            "slaStatus",
            "isInSla",
            "dateResolved",
            "dateResplan",
            "dateResponded",
            "resolvedBy",
            "respondedBy",
            "resplanBy",
            "agreementType",
            "location",
            "department",
            "serviceLocation");

    private final Table table;
    private final Notes notes;
    private final TicketRules rules;
    private final Catalog catalog;
    private final Companies companies;
    private final Stamps stamps;
    private final Behaviour behaviour;
    private final Map<Integer, Instant> entered = new HashMap<>();
    private final Map<String, Set<Integer>> byReference = new HashMap<>();

    private final TimeEntries times;
    private final Changes changes;
    private IntConsumer deleted = id -> {};

    Tickets(
            Catalog catalog,
            Companies companies,
            CustomFields customFields,
            TimeEntries times,
            Map<String, Lookup> lookups,
            Stamps stamps,
            Behaviour behaviour,
            Changes changes) {
        this.catalog = catalog;
        this.companies = companies;
        this.stamps = stamps;
        this.behaviour = behaviour;
        this.times = times;
        this.changes = changes;
        this.notes = new Notes(catalog, stamps, times.table());
        this.rules = new TicketRules(catalog, companies, customFields, stamps, lookups);
        this.table = new Table(RecordKind.TICKET, "Ticket", 10_001, row -> {
            ObjectNode ref = Json.object();
            ref.set("id", row.path("id"));
            ref.set("summary", row.path("summary"));
            return ref;
        });
        table.observedBy(changes);
        times.connect(this);
    }

    void onDelete(IntConsumer action) {
        deleted = action;
    }

    /** The table of tickets. */
    public Table table() {
        return table;
    }

    /** The notes of all tickets. */
    public Notes notes() {
        return notes;
    }

    /** Whether a ticket was converted into a project's. */
    public static boolean ofProject(ObjectNode row) {
        return row.path("recordType").asText().startsWith("Project");
    }

    /** @throws ApiError 404 if the ticket was converted into a project's, and is shown as such only */
    public void requireNotApart(int id) {
        if (behaviour.projectTicketsApart()
                && table.get(id).filter(Tickets::ofProject).isPresent()) {
            throw ApiError.notFound("Ticket", id);
        }
    }

    /** @throws ApiError 404 if there is no such ticket of a project */
    public ObjectNode requireOfProject(int id) {
        return table.get(id).filter(Tickets::ofProject).orElseThrow(() -> ApiError.notFound("Ticket", id));
    }

    /** The service tickets that a search can see and that may match it. */
    public Collection<ObjectNode> searchable(ListQuery query) {
        Collection<ObjectNode> rows = visible(query);
        return behaviour.projectTicketsApart()
                ? rows.stream().filter(row -> !ofProject(row)).toList()
                : rows;
    }

    /** The tickets of projects that a search can see and that may match it. */
    public Collection<ObjectNode> searchableOfProjects(ListQuery query) {
        return visible(query).stream().filter(Tickets::ofProject).toList();
    }

    private Collection<ObjectNode> visible(ListQuery query) {
        Collection<ObjectNode> rows =
                query.requiredText("externalXRef").map(this::referredToBy).orElseGet(table::rows);
        Duration lag = behaviour.searchLag();
        if (lag.isZero()) {
            return rows;
        }
        Instant visible = stamps.now().minus(lag);
        return rows.stream()
                .filter(row -> !entered.getOrDefault(row.path("id").asInt(), Instant.MIN)
                        .isAfter(visible))
                .toList();
    }

    private Collection<ObjectNode> referredToBy(String reference) {
        List<ObjectNode> rows = new ArrayList<>();
        byReference
                .getOrDefault(key(reference), Set.of())
                .forEach(id -> table.get(id).ifPresent(rows::add));
        return rows;
    }

    private static String key(String reference) {
        return reference.stripTrailing().toLowerCase(Locale.ROOT);
    }

    /**
     * Creates a ticket with its first notes.
     *
     * @throws ApiError 400 with every fault
     */
    public ObjectNode create(JsonNode body, String actor) {
        ObjectNode row = ValueReader.readAll(RecordKind.TICKET, body, READ_ONLY);
        Map<String, String> firstNotes = new HashMap<>();
        FIRST_NOTES.keySet().stream()
                .filter(row::has)
                .forEach(f -> firstNotes.put(f, row.path(f).asText()));
        boolean quiet = row.path("skipCallback").asBoolean();
        WRITE_ONLY.forEach(row::remove);
        if (!behaviour.storesExternalXRef()) {
            row.remove("externalXRef");
        }
        rules.settle(row, Json.object(), actor);
        row.put("actualHours", 0.0);
        stamps.entered(row, actor);
        ObjectNode created = table.add(row);
        int id = created.path("id").asInt();
        if (quiet) {
            changes.suppress(RecordKind.TICKET, id);
        }
        entered.put(id, stamps.now());
        index(created);
        List.of("initialDescription", "initialInternalAnalysis", "initialResolution")
                .forEach(field -> {
                    String text = firstNotes.getOrDefault(field, "");
                    if (!text.isBlank()) {
                        notes.add(id, text, FIRST_NOTES.getOrDefault(field, "detailDescriptionFlag"), actor);
                    }
                });
        return created;
    }

    /**
     * Changes a ticket.
     *
     * @throws ApiError 400 if the whole record is not valid afterwards, 404 if there is none
     */
    public ObjectNode patch(int id, JsonNode operations, String actor) {
        ObjectNode before = table.require(id);
        return store(JsonPatch.apply(RecordKind.TICKET, before, operations, READ_ONLY), before, actor);
    }

    /**
     * Replaces a ticket; what is not sent becomes empty or its default.
     *
     * @throws ApiError 400 with every fault, 404 if there is none
     */
    public ObjectNode replace(int id, JsonNode body, String actor) {
        ObjectNode before = table.require(id);
        ObjectNode row = Writable.replacement(RecordKind.TICKET, before, body, READ_ONLY);
        List<FieldFault> missing = Writable.missing(RecordKind.TICKET, row, List.of("severity", "impact"));
        if (!missing.isEmpty()) {
            throw ApiError.invalid(RecordKind.TICKET.resource(), missing);
        }
        return store(row, before, actor);
    }

    private ObjectNode store(ObjectNode row, ObjectNode before, String actor) {
        if (row.path("skipCallback").asBoolean()) {
            changes.suppress(RecordKind.TICKET, row.path("id").asInt());
        }
        WRITE_ONLY.forEach(row::remove);
        if (!behaviour.storesExternalXRef() && !row.path("externalXRef").equals(before.path("externalXRef"))) {
            row.remove("externalXRef");
        }
        rules.settle(row, before, actor);
        replace(row, actor);
        return row;
    }

    private void replace(ObjectNode row, String actor) {
        int id = row.path("id").asInt();
        table.get(id).ifPresent(this::unindex);
        stamps.updated(row, actor);
        table.put(row);
        index(row);
    }

    /** Plants a value that no validation would accept today, as years of use leave behind. */
    public void plant(int id, String field, JsonNode value) {
        ObjectNode row = table.require(id).deepCopy();
        unindex(row);
        row.set(field, value);
        table.put(row);
        index(row);
    }

    private void index(ObjectNode row) {
        if (row.has("externalXRef")) {
            byReference
                    .computeIfAbsent(key(row.path("externalXRef").asText()), k -> new TreeSet<>())
                    .add(row.path("id").asInt());
        }
    }

    private void unindex(ObjectNode row) {
        byReference
                .getOrDefault(key(row.path("externalXRef").asText("")), new TreeSet<>())
                .remove(row.path("id").asInt());
    }

    /**
     * Deletes a ticket with its notes; its id answers 404 from then on.
     *
     * @throws ApiError 404 if there is none
     */
    public void delete(int id) {
        unindex(table.require(id));
        table.remove(id);
        notes.removeAll(id);
        times.ticketDeleted(id);
        entered.remove(id);
        deleted.accept(id);
    }

    /** Makes a ticket of the same fields, without notes, time and children. */
    public ObjectNode copy(int id, String actor) {
        ObjectNode body = table.require(id).deepCopy();
        body.remove("customFields");
        return create(body, actor);
    }

    /**
     * Turns a service ticket into a project's ticket or issue.
     *
     * @param wish the specification's ConvertToProject
     * @throws ApiError 400 with every fault, 404 if there is none
     */
    public void convert(int id, JsonNode wish, String actor) {
        ObjectNode row = table.require(id).deepCopy();
        List<FieldFault> faults = new ArrayList<>();
        for (String field : List.of("phase", "wbsCode")) {
            if (wish.path(field).isMissingNode() || wish.path(field).isNull()) {
                faults.add(FieldFault.missing("convertToProject", field));
            }
        }
        String type = wish.path("recordType").asText("ProjectTicket");
        if (!type.startsWith("Project")) {
            faults.add(FieldFault.invalid(
                    "The recordType must be ProjectIssue or ProjectTicket.", "convertToProject", "recordType"));
        }
        if (!faults.isEmpty()) {
            throw ApiError.invalid("convertToProject", faults);
        }
        replace(row.put("recordType", type), actor);
    }

    /** Adds a note as {@code POST /notes} does; the ticket counts as updated. */
    public ObjectNode addNote(int id, JsonNode body, String actor) {
        table.require(id);
        ObjectNode note = notes.add(id, body, actor);
        touch(id, actor);
        return note;
    }

    /** Changes a note. */
    public ObjectNode patchNote(int id, int noteId, JsonNode operations, String actor) {
        table.require(id);
        ObjectNode note = notes.patch(id, noteId, operations, actor);
        touch(id, actor);
        return note;
    }

    /** Replaces a note. */
    public ObjectNode replaceNote(int id, int noteId, JsonNode body, String actor) {
        table.require(id);
        ObjectNode note = notes.replace(id, noteId, body, actor);
        touch(id, actor);
        return note;
    }

    /** Removes a note. */
    public void removeNote(int id, int noteId, String actor) {
        table.require(id);
        notes.remove(id, noteId);
        touch(id, actor);
    }

    void touch(int id, String actor) {
        replace(table.require(id).deepCopy(), actor);
    }

    /** Logs a member's time on a ticket until now; its text is shown among all notes. */
    public void logTime(int id, Duration worked, String text, String actor) {
        table.require(id);
        Instant end = stamps.now();
        times.create(
                Json.object()
                        .put("chargeToType", "ServiceTicket")
                        .put("chargeToId", id)
                        .put("timeStart", Moments.write(end.minus(worked)))
                        .put("timeEnd", Moments.write(end))
                        .put("notes", text),
                actor);
    }

    void addHours(int id, double hours, String actor) {
        ObjectNode row = table.require(id).deepCopy();
        row.put("actualHours", row.path("actualHours").asDouble() + hours);
        replace(row, actor);
    }

    /**
     * Merges tickets into a parent: each gets the status and names the parent.
     *
     * @param status a reference to a status of the children's board
     * @throws ApiError 400 or 404 if any of them, or the status, is not there; nothing is changed then
     */
    public void merge(int parentId, List<Integer> children, JsonNode status, String actor) {
        ObjectNode parent = table.require(parentId).deepCopy();
        List<ObjectNode> merged = new ArrayList<>();
        for (int childId : children) {
            refuseSelf(parentId, childId, "ticketMerge", "mergeTicketIds");
            ObjectNode before = table.require(childId);
            ObjectNode child = before.deepCopy();
            child.set("status", status);
            rules.settle(child, before, actor);
            child.set("mergedParentTicket", table.reference(parent));
            merged.add(child);
        }
        merged.forEach(child -> replace(child, actor));
        parent.put("hasMergedChildTicketFlag", true);
        replace(parent, actor);
    }

    private static void refuseSelf(int parentId, int childId, String resource, String field) {
        if (childId == parentId) {
            throw ApiError.invalid(
                    FieldFault.invalid("Ticket " + childId + " cannot be its own parent.", resource, field));
        }
    }

    /** Attaches tickets as children of a parent, the application's bundle. */
    public void attach(int parentId, List<Integer> children, String actor) {
        ObjectNode parent = table.require(parentId).deepCopy();
        for (int childId : children) {
            refuseSelf(parentId, childId, "ticketBundle", "childTicketIds");
            table.require(childId);
        }
        for (int childId : children) {
            replace(table.require(childId).deepCopy().put("parentTicketId", parentId), actor);
        }
        parent.put("hasChildTicket", true);
        replace(parent, actor);
    }

    /** The references to a company and its sites are expanded anew after it changed. */
    void companyChanged(int companyId) {
        for (ObjectNode row : List.copyOf(table.rows())) {
            if (row.path("company").path("id").asInt() == companyId) {
                ObjectNode copy = row.deepCopy();
                copy.set(
                        "company",
                        companies.companies().reference(companies.companies().require(companyId)));
                companies.sites().get(row.path("site").path("id").asInt()).ifPresent(site -> {
                    copy.set("site", companies.sites().reference(site));
                    copy.set("siteName", site.path("name"));
                });
                table.refresh(copy);
            }
        }
    }

    /** A closing status of a board that is in use. */
    public ObjectNode closingStatus(int boardId) {
        return catalog.statuses().rows().stream()
                .filter(Catalog.ofBoard(boardId).and(Catalog::active))
                .filter(row -> row.path("closedStatus").asBoolean())
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("Closed Service Status for Service Board", boardId));
    }
}

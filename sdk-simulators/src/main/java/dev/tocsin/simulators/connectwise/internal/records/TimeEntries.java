package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.Moments;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Time that members logged, and the work roles and types that it is logged with. */
public final class TimeEntries {
    private static final String RESOURCE = RecordKind.TIME_ENTRY.resource();
    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "_info",
            "enteredBy",
            "dateEntered",
            "mobileGuid",
            "status",
            "ticket",
            "ticketBoard",
            "ticketStatus",
            "hoursBilled",
            "invoiceHours",
            "companyType",
            "timeSheet",
            "location",
            "department",
            "customFields");

    private final Catalog catalog;
    private final Companies companies;
    private final Stamps stamps;
    private final Table table;
    private final WorkSetup work;
    private Supplier<Tickets> tickets = () -> {
        throw new IllegalStateException("tickets are not connected yet");
    };

    TimeEntries(Supplier<String> baseUrl, Catalog catalog, Companies companies, Stamps stamps) {
        this.catalog = catalog;
        this.companies = companies;
        this.stamps = stamps;
        table = new Table(
                RecordKind.TIME_ENTRY, "Time Entry", 900_001, References.of(baseUrl, "time", r -> "/time/entries/"));
        work = new WorkSetup(baseUrl, table, stamps);
    }

    void connect(Tickets owner) {
        tickets = () -> owner;
    }

    /** All entries. */
    public Table table() {
        return table;
    }

    /** What members work as, and the kinds of work. */
    public WorkSetup work() {
        return work;
    }

    /** The entries on a ticket. */
    public static Predicate<ObjectNode> onTicket(int ticketId) {
        return row -> row.path("ticket").path("id").asInt() == ticketId;
    }

    /** References to the entries on a ticket. */
    public List<ObjectNode> references(int ticketId) {
        tickets.get().table().require(ticketId);
        return table.rows().stream()
                .filter(onTicket(ticketId))
                .map(table::reference)
                .toList();
    }

    /**
     * Logs time.
     *
     * @throws ApiError 400 with every fault
     */
    public ObjectNode create(JsonNode body, String actor) {
        ObjectNode row = ValueReader.readAll(RecordKind.TIME_ENTRY, body, READ_ONLY);
        row.put("enteredBy", actor).put("dateEntered", stamps.nowText()).put("status", "Open");
        if (!row.has("member")) {
            row.putObject("member").put("identifier", actor);
        }
        settle(row);
        stamps.entered(row, actor);
        ObjectNode created = table.add(row);
        moved(null, created, actor);
        return created;
    }

    /**
     * Changes an entry.
     *
     * @throws ApiError 400 with every fault, 404 if there is none
     */
    public ObjectNode patch(int id, JsonNode operations, String actor) {
        ObjectNode before = table.require(id);
        return put(JsonPatch.apply(RecordKind.TIME_ENTRY, before, operations, READ_ONLY), before, actor);
    }

    /**
     * Replaces an entry.
     *
     * @throws ApiError 400 with every fault, 404 if there is none
     */
    public ObjectNode replace(int id, JsonNode body, String actor) {
        ObjectNode before = table.require(id);
        ObjectNode row = Writable.replacement(RecordKind.TIME_ENTRY, before, body, READ_ONLY);
        if (!row.has("billableOption")) {
            throw ApiError.invalid(FieldFault.missing(RESOURCE, "billableOption"));
        }
        return put(row, before, actor);
    }

    private ObjectNode put(ObjectNode row, ObjectNode before, String actor) {
        settle(row);
        stamps.updated(row, actor);
        table.put(row);
        moved(before, row, actor);
        return row;
    }

    /**
     * Deletes an entry; its ticket loses the hours.
     *
     * @throws ApiError 404 if there is none
     */
    public void delete(int id, String actor) {
        ObjectNode before = table.require(id);
        table.remove(id);
        moved(before, null, actor);
    }

    void ticketDeleted(int ticketId) {
        List.copyOf(table.rows()).stream()
                .filter(onTicket(ticketId))
                .forEach(row -> table.remove(row.path("id").asInt()));
    }

    private void moved(@Nullable ObjectNode before, @Nullable ObjectNode after, String actor) {
        if (before != null) {
            hours(before, -1, actor);
        }
        if (after != null) {
            hours(after, 1, actor);
        }
    }

    private void hours(ObjectNode entry, int sign, String actor) {
        int ticket = entry.path("ticket").path("id").asInt();
        if (tickets.get().table().get(ticket).isPresent()) {
            tickets.get().addHours(ticket, sign * entry.path("actualHours").asDouble(), actor);
        }
    }

    private void settle(ObjectNode row) {
        List<FieldFault> faults = Writable.missing(RecordKind.TIME_ENTRY, row, List.of("timeStart"));
        faults.addAll(ValueReader.tooLong(RecordKind.TIME_ENTRY, row));
        References.settle(RESOURCE, row, "member", "Member", Lookup.in(catalog.members()), faults);
        References.settle(
                RESOURCE, row, "workRole", "Work Role", Lookup.in(work.roles().table()), faults);
        References.settle(
                RESOURCE, row, "workType", "Work Type", Lookup.in(work.types().table()), faults);
        ObjectNode usual = work.types().table().preferred("overallDefaultFlag", r -> true);
        if (!row.has("workType") && usual != null) {
            row.set("workType", work.types().table().reference(usual));
        }
        settleCharge(row, faults);
        settleHours(row, faults);
        if (!row.has("billableOption")) {
            row.put("billableOption", "Billable");
        }
        References.flags(row, false, "addToDetailDescriptionFlag", "addToInternalAnalysisFlag", "addToResolutionFlag");
        row.set("location", catalog.location());
        if (!faults.isEmpty()) {
            throw ApiError.invalid(RESOURCE, faults);
        }
    }

    private void settleCharge(ObjectNode row, List<FieldFault> faults) {
        row.remove("ticket");
        int charged = row.path("chargeToId").asInt();
        switch (row.path("chargeToType").asText("")) {
            case "ServiceTicket", "ProjectTicket" -> {
                Tickets held = tickets.get();
                ObjectNode ticket = held.table().get(charged).orElse(null);
                if (ticket == null) {
                    faults.add(FieldFault.notFound("Ticket " + charged + " not found", RESOURCE, "chargeToId"));
                } else {
                    row.set("ticket", held.table().reference(ticket));
                    row.set("company", ticket.path("company"));
                    row.set("ticketBoard", ticket.path("board").path("name"));
                    row.set("ticketStatus", ticket.path("status").path("name"));
                }
            }
            case "Company" ->
                companies
                        .companies()
                        .get(charged)
                        .ifPresentOrElse(
                                company ->
                                        row.set("company", companies.companies().reference(company)),
                                () -> faults.add(FieldFault.notFound(
                                        "Company " + charged + " not found", RESOURCE, "chargeToId")));
            default -> References.settle(RESOURCE, row, "company", "Company", Lookup.in(companies.companies()), faults);
        }
    }

    /** The hours are those between start and end where both are there, whatever was sent [LIVE]. */
    private static void settleHours(ObjectNode row, List<FieldFault> faults) {
        if (row.has("timeStart") && row.has("timeEnd")) {
            Instant start = Moments.parse(row.path("timeStart").asText()).orElse(Instant.EPOCH);
            Instant end = Moments.parse(row.path("timeEnd").asText()).orElse(start);
            if (end.isBefore(start)) {
                faults.add(FieldFault.invalid("The timeEnd must not be before the timeStart.", RESOURCE, "timeEnd"));
            }
            double deduct = row.path("hoursDeduct").asDouble();
            row.put("actualHours", Duration.between(start, end).toSeconds() / 3_600.0 - deduct);
        } else if (!row.has("actualHours")) {
            row.put("actualHours", 0.0);
        }
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stored ticket of a sent one: resolves references by id, identifier or name, fills in defaults, derives what is
 * derived, and lists all faults at once. Every change runs the whole record through it again, as the server does.
 */
final class TicketRules {
    private static final String TICKET = RecordKind.TICKET.resource();
    /** References besides those that the ticket's company and board decide; without a lookup there is no such record. */
    private static final List<String> OTHERS =
            List.of("workRole", "workType", "contact", "opportunity", "agreement", "country", "sla", "currency");

    private final Catalog catalog;
    private final Companies companies;
    private final CustomFields customFields;
    private final Stamps stamps;
    private final Map<String, Lookup> lookups;

    TicketRules(
            Catalog catalog,
            Companies companies,
            CustomFields customFields,
            Stamps stamps,
            Map<String, Lookup> lookups) {
        this.catalog = catalog;
        this.companies = companies;
        this.customFields = customFields;
        this.stamps = stamps;
        this.lookups = Map.copyOf(lookups);
    }

    /**
     * Settles a ticket in place.
     *
     * @param before the stored ticket before the change; an empty object for a new one
     * @throws ApiError 400 with every fault
     */
    void settle(ObjectNode ticket, ObjectNode before, String actor) {
        List<FieldFault> faults = new ArrayList<>();
        if (ticket.path("summary").asText("").isBlank()) {
            faults.add(FieldFault.missing(TICKET, "summary"));
        }
        faults.addAll(ValueReader.tooLong(RecordKind.TICKET, ticket));
        settleCompany(ticket, before, faults);
        ObjectNode board = settleBoard(ticket, before, faults);
        if (board != null) {
            settleOnBoard(ticket, before, board.path("id").asInt(), faults);
        }
        settleReference(ticket, "priority", catalog.priorities(), "defaultFlag", r -> true, "Priority", faults);
        settleReference(ticket, "source", catalog.sources(), "defaultFlag", r -> true, "Source", faults);
        settleReference(ticket, "owner", catalog.members(), null, usable(before, "owner"), "Member", faults);
        for (String name : OTHERS) {
            Lookup lookup = lookups.getOrDefault(name, (sent, row) -> null);
            References.settle(TICKET, ticket, name, capitalised(name), lookup, faults);
        }
        customFields.settle(ticket, before, faults);
        if (!faults.isEmpty()) {
            throw ApiError.invalid(TICKET, faults);
        }
        derive(ticket, before, actor);
    }

    private void settleCompany(ObjectNode ticket, ObjectNode before, List<FieldFault> faults) {
        if (!ticket.has("company")) {
            faults.add(FieldFault.missing(TICKET, "company"));
            return;
        }
        ObjectNode company = companies.companies().find(ticket.path("company"), r -> true);
        boolean moved = company == null
                || company.path("id").asInt()
                        != before.path("company").path("id").asInt();
        // A deleted company still answers by id but takes no new ticket; those it has may be changed.
        if (company == null || (moved && company.path("deletedFlag").asBoolean())) {
            faults.add(notFound("Company", ticket.path("company"), "company", ""));
            return;
        }
        ObjectNode status = catalog.companyStatuses().find(company.path("status"), r -> true);
        if (moved && status != null && status.path("disallowSavingFlag").asBoolean()) {
            faults.add(FieldFault.invalid(
                    "The company status " + status.path("name").asText() + " does not allow saving.",
                    TICKET,
                    "company/id"));
        }
        int id = company.path("id").asInt();
        ticket.set("company", companies.companies().reference(company));
        Predicate<ObjectNode> here = Companies.ofCompany(id).and(usable(before, "site"));
        if (moved && ticket.path("site").equals(before.path("site"))) {
            ticket.remove("site");
        }
        // A contact is of one company. That the move clears it, rather than being refused, is an assumption.
        if (moved && ticket.has("contact") && ticket.path("contact").equals(before.path("contact"))) {
            ticket.remove(List.of("contact", "contactName"));
        }
        settleReference(
                ticket, "site", companies.sites(), "primaryAddressFlag", here, "Site", " for Company " + id, faults);
        if (ticket.has("site")) {
            ticket.set("siteName", ticket.path("site").path("name"));
        }
    }

    private @Nullable ObjectNode settleBoard(ObjectNode ticket, ObjectNode before, List<FieldFault> faults) {
        Table boards = catalog.boards();
        ObjectNode board = ticket.has("board")
                ? boards.find(ticket.path("board"), r -> true)
                : boards.preferred("none", Catalog::active);
        boolean stays = board != null
                && board.path("id").asInt() == before.path("board").path("id").asInt();
        if (board == null || (!stays && !Catalog.active(board))) {
            faults.add(notFound("Service Board", ticket.path("board"), "board", ""));
            return null;
        }
        ticket.set("board", boards.reference(board));
        ticket.set("location", catalog.location());
        ticket.set("department", catalog.department());
        if (!stays && ticket.path("team").equals(before.path("team"))) {
            ticket.remove("team");
        }
        return board;
    }

    private void settleOnBoard(ObjectNode ticket, ObjectNode before, int board, List<FieldFault> faults) {
        String scope = " for Service Board " + board;
        Function<String, Predicate<ObjectNode>> here =
                field -> Catalog.ofBoard(board).and(usable(before, field));
        settleReference(
                ticket,
                "status",
                catalog.statuses(),
                "defaultFlag",
                here.apply("status"),
                "Service Status",
                scope,
                faults);
        settleReference(
                ticket, "team", catalog.teams(), "defaultFlag", here.apply("team"), "Service Team", scope, faults);
        settleReference(ticket, "type", catalog.types(), null, here.apply("type"), "Service Type", scope, faults);
        settleReference(
                ticket, "subType", catalog.subTypes(), null, here.apply("subType"), "Service Sub Type", scope, faults);
        settleReference(ticket, "item", catalog.items(), null, here.apply("item"), "Service Item", scope, faults);
        checkAssociation(ticket, faults);
    }

    /** What is in use, or was chosen before it was switched off. */
    private static Predicate<ObjectNode> usable(ObjectNode before, String field) {
        int chosen = before.path(field).path("id").asInt(-1);
        return row -> Catalog.active(row) || row.path("id").asInt() == chosen;
    }

    /** A subtype must be associated with the type, an item with both. */
    private void checkAssociation(ObjectNode ticket, List<FieldFault> faults) {
        if (!faults.isEmpty() || !(ticket.has("subType") || ticket.has("item"))) {
            return;
        }
        boolean subTypeFits = false;
        boolean itemFits = !ticket.has("item");
        for (ObjectNode row : catalog.associations().rows()) {
            if (same(row, ticket, "type") && same(row, ticket, "subType")) {
                subTypeFits = true;
                itemFits |= ticket.has("item") && same(row, ticket, "item");
            }
        }
        if (!subTypeFits) {
            faults.add(notAssociated(ticket, "subType", "Service Sub Type", "type", "Service Type"));
        } else if (!itemFits) {
            faults.add(notAssociated(ticket, "item", "Service Item", "subType", "Service Sub Type"));
        }
    }

    private static boolean same(ObjectNode association, ObjectNode ticket, String field) {
        return ticket.has(field)
                && association.path(field).path("id").asInt()
                        == ticket.path(field).path("id").asInt();
    }

    private static FieldFault notAssociated(
            ObjectNode ticket, String field, String label, String parent, String parentLabel) {
        String of = ticket.has(parent) ? ticket.path(parent).path("id").asText() : "(none)";
        String id = ticket.path(field).path("id").asText("(none)");
        return FieldFault.notFound(
                label + " " + id + " is not associated with " + parentLabel + " " + of, TICKET, field + "/id");
    }

    private void settleReference(
            ObjectNode ticket,
            String field,
            Table table,
            @Nullable String defaultFlag,
            Predicate<ObjectNode> scope,
            String label,
            List<FieldFault> faults) {
        settleReference(ticket, field, table, defaultFlag, scope, label, "", faults);
    }

    private void settleReference(
            ObjectNode ticket,
            String field,
            Table table,
            @Nullable String defaultFlag,
            Predicate<ObjectNode> scope,
            String label,
            String scopeText,
            List<FieldFault> faults) {
        JsonNode sent = ticket.path(field);
        ObjectNode row = null;
        if (sent.isObject()) {
            row = table.find(sent, scope);
        } else if (defaultFlag != null) {
            row = table.preferred(defaultFlag, scope);
        }
        if (row != null) {
            ticket.set(field, table.reference(row));
        } else if (sent.isObject()) {
            faults.add(notFound(label, sent, field, scopeText));
        }
    }

    private static FieldFault notFound(String label, JsonNode sent, String field, String scope) {
        String key = sent.path("id").asInt() != 0 ? "id" : sent.has("identifier") ? "identifier" : "name";
        return FieldFault.notFound(
                label + " " + sent.path(key).asText("?") + " not found" + scope, TICKET, field + "/" + key);
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private void derive(ObjectNode ticket, ObjectNode before, String actor) {
        ObjectNode status = catalog.statuses().find(ticket.path("status"), r -> true);
        boolean closed = status != null && status.path("closedStatus").asBoolean();
        ticket.put("recordType", before.path("recordType").asText("ServiceTicket"))
                .put("closedFlag", closed);
        if (ticket.has("agreement")) {
            ticket.set("agreementType", ticket.path("agreement").path("type"));
        } else {
            ticket.remove("agreementType");
        }
        if (ticket.has("contact")) {
            ticket.set("contactName", ticket.path("contact").path("name"));
        }
        if (!closed) {
            ticket.remove(List.of("closedDate", "closedBy"));
        } else if (!before.path("closedFlag").asBoolean()) {
            ticket.put("closedDate", stamps.nowText()).put("closedBy", actor);
        }
        if (ticket.has("owner")) {
            ticket.set("resources", ticket.path("owner").path("identifier"));
        } else {
            ticket.remove("resources");
        }
        for (String level : List.of("severity", "impact")) {
            if (!ticket.has(level)) {
                ticket.put(level, "Medium");
            }
        }
        for (String flag : List.of("hasChildTicket", "hasMergedChildTicketFlag", "customerUpdatedFlag")) {
            if (!ticket.has(flag)) {
                ticket.put(flag, false);
            }
        }
    }
}

package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service ticket as the server holds it. Initial texts are never returned: they become notes.
 *
 * @param id the id, which people see as the ticket number
 * @param summary the one-line title, at most 100 characters
 * @param recordType ServiceTicket, ProjectTicket or ProjectIssue, an open list; null if omitted
 * @param board the board; null if omitted
 * @param status the status, which belongs to the board; null if omitted
 * @param type the type; null if unset
 * @param subType the subtype; null if unset
 * @param item the item; null if unset
 * @param team the team; null if unset
 * @param owner the member who owns it; null if nobody does
 * @param priority the priority; null if omitted
 * @param source where it came from; null if unset
 * @param company the company; null if omitted
 * @param site the site; null if unset
 * @param contact the contact; null if unset
 * @param agreement the agreement it is billed under; null if none
 * @param severity Low, Medium or High, an open list; null if unset
 * @param impact Low, Medium or High, an open list; null if unset
 * @param externalXRef the reference of the system that created it; null if unset
 * @param closed whether its status is a closing one
 * @param closedDate when it was closed; null if it is open
 * @param closedBy the identifier of the member who closed it; null if it is open
 * @param actualHours the hours booked on it; null if none
 * @param resources the identifiers of the assigned members, separated by commas; null if none
 * @param customerUpdated whether the customer answered last
 * @param parentTicketId the ticket it is bundled under; null if none
 * @param hasChildTicket whether tickets are bundled under it
 * @param hasMergedChildTicket whether tickets were merged into it
 * @param mergedParentTicket the ticket it was merged into; null if none
 * @param dateEntered when it was created; null if omitted
 * @param enteredBy the identifier of the member who created it; null if omitted
 * @param lastUpdated when it last changed; null if omitted
 * @param updatedBy the identifier of the member who changed it last; null if omitted
 * @param customFields its custom fields, with or without a value
 */
public record Ticket(
        int id,
        String summary,
        @Nullable String recordType,
        @Nullable Reference board,
        @Nullable Reference status,
        @Nullable Reference type,
        @Nullable Reference subType,
        @Nullable Reference item,
        @Nullable Reference team,
        @Nullable Reference owner,
        @Nullable Reference priority,
        @Nullable Reference source,
        @Nullable Reference company,
        @Nullable Reference site,
        @Nullable Reference contact,
        @Nullable Reference agreement,
        @Nullable String severity,
        @Nullable String impact,
        @Nullable String externalXRef,
        boolean closed,
        @Nullable Instant closedDate,
        @Nullable String closedBy,
        @Nullable Double actualHours,
        @Nullable String resources,
        boolean customerUpdated,
        @Nullable Integer parentTicketId,
        boolean hasChildTicket,
        boolean hasMergedChildTicket,
        @Nullable Reference mergedParentTicket,
        @Nullable Instant dateEntered,
        @Nullable String enteredBy,
        @Nullable Instant lastUpdated,
        @Nullable String updatedBy,
        List<CustomField> customFields) {
    /** Copies the custom fields. */
    public Ticket {
        customFields = List.copyOf(customFields);
    }

    /** An empty draft; summary and company are required. */
    public static Draft<Ticket> draft() {
        return TicketField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Ticket> edit() {
        return TicketField.TYPE.edit();
    }

    static Ticket from(JsonRecord f) {
        return new Ticket(
                f.id(),
                f.textOrEmpty("summary"),
                f.text("recordType"),
                Reference.in(f, "board"),
                Reference.in(f, "status"),
                Reference.in(f, "type"),
                Reference.in(f, "subType"),
                Reference.in(f, "item"),
                Reference.in(f, "team"),
                Reference.in(f, "owner"),
                Reference.in(f, "priority"),
                Reference.in(f, "source"),
                Reference.in(f, "company"),
                Reference.in(f, "site"),
                Reference.in(f, "contact"),
                Reference.in(f, "agreement"),
                f.text("severity"),
                f.text("impact"),
                f.text("externalXRef"),
                f.flag("closedFlag"),
                f.instant("closedDate"),
                f.text("closedBy"),
                f.number("actualHours"),
                f.text("resources"),
                f.flag("customerUpdatedFlag"),
                f.integer("parentTicketId"),
                f.flag("hasChildTicket"),
                f.flag("hasMergedChildTicketFlag"),
                Reference.in(f, "mergedParentTicket"),
                f.info().instant("dateEntered"),
                f.info().text("enteredBy"),
                f.info().instant("lastUpdated"),
                f.info().text("updatedBy"),
                CustomField.listIn(f));
    }
}

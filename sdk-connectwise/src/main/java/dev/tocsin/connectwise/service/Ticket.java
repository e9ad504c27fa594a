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
 * @param siteName the name of the site as typed in; null if empty
 * @param addressLine1 the first line of the address; null if empty
 * @param addressLine2 the second line of the address; null if empty
 * @param city the city; null if empty
 * @param stateIdentifier the short name of the state or county; null if empty
 * @param zip the postal code; null if empty
 * @param country the country; null if unset
 * @param contactName the contact's name; null if empty
 * @param contactPhoneNumber the contact's telephone number; null if empty
 * @param contactPhoneExtension the contact's extension; null if empty
 * @param contactEmailAddress the contact's e-mail address; null if empty
 * @param agreement the agreement it is billed under; null if none
 * @param workRole the work role of time on it; null if unset
 * @param workType the work type of time on it; null if unset
 * @param location the location that serves it; null if unset
 * @param department the department that serves it; null if unset
 * @param serviceLocation where the work is done, such as on site or remote; null if unset
 * @param sla the service level agreement; null if unset
 * @param slaStatus how it stands by the service level agreement, in words; null if omitted
 * @param inSla whether it keeps the service level agreement
 * @param respondBy when it must be answered; null if no agreement says, or before version 2026
 * @param planBy when there must be a plan; null if no agreement says, or before version 2026
 * @param resolveBy when it must be resolved; null if no agreement says, or before version 2026
 * @param requiredDate when it must be done; null if unset
 * @param severity Low, Medium or High, an open list; null if unset
 * @param impact Low, Medium or High, an open list; null if unset
 * @param externalXRef the reference of the system that created it; null if unset
 * @param poNumber the customer's order number; null if empty
 * @param closed whether its status is a closing one
 * @param closedDate when it was closed; null if it is open
 * @param closedBy the identifier of the member who closed it; null if it is open
 * @param actualHours the hours booked on it; null if none
 * @param budgetHours the hours planned for it; null if none
 * @param automaticEmailCc who else gets e-mail of it; null if empty
 * @param emailContact whether the contact gets e-mail of it
 * @param emailResource whether the assigned members get e-mail of it
 * @param emailCc whether the further addresses get e-mail of it
 * @param billTime how time is billed: Billable, DoNotBill, NoCharge or NoDefault, an open list; null if omitted
 * @param billExpenses how expenses are billed, as time; null if omitted
 * @param billProducts how products are billed, as time; null if omitted
 * @param resources the identifiers of the assigned members, separated by commas; null if none
 * @param customerUpdated whether the customer answered last
 * @param dateResponded when it was first answered; null if it was not
 * @param dateResolved when it was resolved; null if it is not
 * @param parentTicketId the ticket it is bundled under; null if none
 * @param hasChildTicket whether tickets are bundled under it
 * @param hasMergedChildTicket whether tickets were merged into it
 * @param mergedParentTicket the ticket it was merged into; null if none
 * @param integratorTags the words that integrations put on it
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
        @Nullable String siteName,
        @Nullable String addressLine1,
        @Nullable String addressLine2,
        @Nullable String city,
        @Nullable String stateIdentifier,
        @Nullable String zip,
        @Nullable Reference country,
        @Nullable String contactName,
        @Nullable String contactPhoneNumber,
        @Nullable String contactPhoneExtension,
        @Nullable String contactEmailAddress,
        @Nullable Reference agreement,
        @Nullable Reference workRole,
        @Nullable Reference workType,
        @Nullable Reference location,
        @Nullable Reference department,
        @Nullable Reference serviceLocation,
        @Nullable Reference sla,
        @Nullable String slaStatus,
        boolean inSla,
        @Nullable Instant respondBy,
        @Nullable Instant planBy,
        @Nullable Instant resolveBy,
        @Nullable Instant requiredDate,
        @Nullable String severity,
        @Nullable String impact,
        @Nullable String externalXRef,
        @Nullable String poNumber,
        boolean closed,
        @Nullable Instant closedDate,
        @Nullable String closedBy,
        @Nullable Double actualHours,
        @Nullable Double budgetHours,
        @Nullable String automaticEmailCc,
        boolean emailContact,
        boolean emailResource,
        boolean emailCc,
        @Nullable String billTime,
        @Nullable String billExpenses,
        @Nullable String billProducts,
        @Nullable String resources,
        boolean customerUpdated,
        @Nullable Instant dateResponded,
        @Nullable Instant dateResolved,
        @Nullable Integer parentTicketId,
        boolean hasChildTicket,
        boolean hasMergedChildTicket,
        @Nullable Reference mergedParentTicket,
        List<String> integratorTags,
        @Nullable Instant dateEntered,
        @Nullable String enteredBy,
        @Nullable Instant lastUpdated,
        @Nullable String updatedBy,
        List<CustomField> customFields) {
    /** Copies the lists. */
    public Ticket {
        integratorTags = List.copyOf(integratorTags);
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
                f.text("siteName"),
                f.text("addressLine1"),
                f.text("addressLine2"),
                f.text("city"),
                f.text("stateIdentifier"),
                f.text("zip"),
                Reference.in(f, "country"),
                f.text("contactName"),
                f.text("contactPhoneNumber"),
                f.text("contactPhoneExtension"),
                f.text("contactEmailAddress"),
                Reference.in(f, "agreement"),
                Reference.in(f, "workRole"),
                Reference.in(f, "workType"),
                Reference.in(f, "location"),
                Reference.in(f, "department"),
                Reference.in(f, "serviceLocation"),
                Reference.in(f, "sla"),
                f.text("slaStatus"),
                f.flag("isInSla"),
                f.instant("respondByGoalUTC"),
                f.instant("resplanGoalUTC"),
                f.instant("resolutionGoalUTC"),
                f.instant("requiredDate"),
                f.text("severity"),
                f.text("impact"),
                f.text("externalXRef"),
                f.text("poNumber"),
                f.flag("closedFlag"),
                f.instant("closedDate"),
                f.text("closedBy"),
                f.number("actualHours"),
                f.number("budgetHours"),
                f.text("automaticEmailCc"),
                f.flag("automaticEmailContactFlag"),
                f.flag("automaticEmailResourceFlag"),
                f.flag("automaticEmailCcFlag"),
                f.text("billTime"),
                f.text("billExpenses"),
                f.text("billProducts"),
                f.text("resources"),
                f.flag("customerUpdatedFlag"),
                f.instant("dateResponded"),
                f.instant("dateResolved"),
                f.integer("parentTicketId"),
                f.flag("hasChildTicket"),
                f.flag("hasMergedChildTicketFlag"),
                Reference.in(f, "mergedParentTicket"),
                f.texts("integratorTags"),
                f.info().instant("dateEntered"),
                f.info().text("enteredBy"),
                f.info().instant("lastUpdated"),
                f.info().text("updatedBy"),
                CustomField.listIn(f));
    }
}

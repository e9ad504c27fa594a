package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of service tickets, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class TicketField {
    /** The kind of records. */
    public static final RecordType<Ticket> TYPE = RecordType.of("ticket", Ticket::from);
    /** The id. */
    public static final NumberField<Ticket> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The one-line title; required, at most 100 characters. Longer ones are refused, not cut. */
    public static final TextField<Ticket> SUMMARY = TYPE.text("summary", 100, FieldRule.REQUIRED);
    /** Who it is for; required. */
    public static final ReferenceField<Ticket> COMPANY = TYPE.reference("company", FieldRule.REQUIRED);
    /** The board; by default the API member's. An edit needs a status of the new board as well. */
    public static final ReferenceField<Ticket> BOARD = TYPE.reference("board");
    /** The status, one of the board's; by default the board's default. */
    public static final ReferenceField<Ticket> STATUS = TYPE.reference("status");
    /** The type, one of the board's. */
    public static final ReferenceField<Ticket> TICKET_TYPE = TYPE.reference("type");
    /** The subtype, one that the type is associated with. */
    public static final ReferenceField<Ticket> SUB_TYPE = TYPE.reference("subType");
    /** The item, one that the subtype is associated with. */
    public static final ReferenceField<Ticket> ITEM = TYPE.reference("item");
    /** The team, one of the board's. */
    public static final ReferenceField<Ticket> TEAM = TYPE.reference("team");
    /** The member who owns it. */
    public static final ReferenceField<Ticket> OWNER = TYPE.reference("owner");
    /** The priority; by default the default one. */
    public static final ReferenceField<Ticket> PRIORITY = TYPE.reference("priority");
    /** Where it came from. */
    public static final ReferenceField<Ticket> SOURCE = TYPE.reference("source");
    /** The site of the company. */
    public static final ReferenceField<Ticket> SITE = TYPE.reference("site");
    /** The contact of the company. */
    public static final ReferenceField<Ticket> CONTACT = TYPE.reference("contact");
    /** The name of a site that is not on record, at most 156 characters. */
    public static final TextField<Ticket> SITE_NAME = TYPE.text("siteName", 156);
    /** The first line of the address, at most 50 characters; by default the site's. */
    public static final TextField<Ticket> ADDRESS_LINE_1 = TYPE.text("addressLine1", 50);
    /** The second line of the address, at most 50 characters. */
    public static final TextField<Ticket> ADDRESS_LINE_2 = TYPE.text("addressLine2", 50);
    /** The city, at most 50 characters. */
    public static final TextField<Ticket> CITY = TYPE.text("city", 50);
    /** The short name of the state or county, at most 50 characters. */
    public static final TextField<Ticket> STATE_IDENTIFIER = TYPE.text("stateIdentifier", 50);
    /** The postal code, at most 12 characters. */
    public static final TextField<Ticket> ZIP = TYPE.text("zip", 12);
    /** The country. */
    public static final ReferenceField<Ticket> COUNTRY = TYPE.reference("country");
    /** The agreement that it is billed under. */
    public static final ReferenceField<Ticket> AGREEMENT = TYPE.reference("agreement");
    /** The work role of time on it; by default the board's. */
    public static final ReferenceField<Ticket> WORK_ROLE = TYPE.reference("workRole");
    /** The work type of time on it; by default the board's. */
    public static final ReferenceField<Ticket> WORK_TYPE = TYPE.reference("workType");
    /** Where the work is done, such as on site or remote. */
    public static final ReferenceField<Ticket> SERVICE_LOCATION = TYPE.reference("serviceLocation");
    /** The location that serves it. */
    public static final ReferenceField<Ticket> LOCATION = TYPE.reference("location");
    /** The department that serves it. */
    public static final ReferenceField<Ticket> DEPARTMENT = TYPE.reference("department");
    /** The service level agreement. */
    public static final ReferenceField<Ticket> SLA = TYPE.reference("sla");
    /** Low, Medium or High. */
    public static final TextField<Ticket> SEVERITY = TYPE.text("severity");
    /** Low, Medium or High. */
    public static final TextField<Ticket> IMPACT = TYPE.text("impact");
    /**
     * The caller's own unique reference, at most 100 characters: the only way to find a ticket whose creation got no
     * answer. So it must be one that a condition can express.
     */
    public static final TextField<Ticket> EXTERNAL_X_REF = TYPE.text("externalXRef", 100, FieldRule.FINDABLE);
    /** The customer's order number, at most 50 characters. */
    public static final TextField<Ticket> PO_NUMBER = TYPE.text("poNumber", 50);
    /** The name of a contact who is not on record, at most 62 characters. */
    public static final TextField<Ticket> CONTACT_NAME = TYPE.text("contactName", 62);
    /** The contact's telephone number, at most 20 characters. */
    public static final TextField<Ticket> CONTACT_PHONE_NUMBER =
            TYPE.text("contactPhoneNumber", 20, FieldRule.UNCOMPARED);
    /** The contact's extension, at most 15 characters. */
    public static final TextField<Ticket> CONTACT_PHONE_EXTENSION = TYPE.text("contactPhoneExtension", 15);
    /** The contact's e-mail address, at most 250 characters. */
    public static final TextField<Ticket> CONTACT_EMAIL_ADDRESS = TYPE.text("contactEmailAddress", 250);
    /** Who else gets e-mail of it, at most 1,000 characters. */
    public static final TextField<Ticket> AUTOMATIC_EMAIL_CC = TYPE.text("automaticEmailCc", 1000);
    /** Whether the contact gets e-mail of it. */
    public static final FlagField<Ticket> EMAIL_CONTACT = TYPE.flag("automaticEmailContactFlag");
    /** Whether the assigned members get e-mail of it. */
    public static final FlagField<Ticket> EMAIL_RESOURCE = TYPE.flag("automaticEmailResourceFlag");
    /** Whether the further addresses get e-mail of it. */
    public static final FlagField<Ticket> EMAIL_CC = TYPE.flag("automaticEmailCcFlag");
    /** Whether all contacts of the company see it in the customer portal. */
    public static final FlagField<Ticket> ALLOW_ALL_CLIENTS_PORTAL_VIEW = TYPE.flag("allowAllClientsPortalView");
    /** How time is billed: Billable, DoNotBill, NoCharge or NoDefault. */
    public static final TextField<Ticket> BILL_TIME = TYPE.text("billTime");
    /** How expenses are billed: Billable, DoNotBill, NoCharge or NoDefault. */
    public static final TextField<Ticket> BILL_EXPENSES = TYPE.text("billExpenses");
    /** How products are billed: Billable, DoNotBill, NoCharge or NoDefault. */
    public static final TextField<Ticket> BILL_PRODUCTS = TYPE.text("billProducts");
    /** When the work is to begin; the server keeps the day only. */
    public static final MomentField<Ticket> ESTIMATED_START_DATE =
            TYPE.moment("estimatedStartDate", FieldRule.UNCOMPARED);
    /** Whether it is a request for a change. */
    public static final FlagField<Ticket> REQUEST_FOR_CHANGE = TYPE.flag("requestForChangeFlag");
    /** Whether the customer answered last. */
    public static final FlagField<Ticket> CUSTOMER_UPDATED = TYPE.flag("customerUpdatedFlag");
    /** When it must be done; the server keeps the day only. */
    public static final MomentField<Ticket> REQUIRED_DATE = TYPE.moment("requiredDate", FieldRule.UNCOMPARED);
    /** The hours planned for it. */
    public static final NumberField<Ticket> BUDGET_HOURS = TYPE.decimal("budgetHours");
    /** Words that integrations put on it, to find it again. */
    public static final ListField<Ticket, String> INTEGRATOR_TAGS = TYPE.texts("integratorTags");
    /** The first discussion note, which the customer may see. At creation only; never returned. */
    public static final TextField<Ticket> INITIAL_DESCRIPTION =
            TYPE.text("initialDescription", FieldRule.CREATE_ONLY, FieldRule.MULTILINE);
    /** The first internal note. At creation only; never returned. */
    public static final TextField<Ticket> INITIAL_INTERNAL_ANALYSIS =
            TYPE.text("initialInternalAnalysis", FieldRule.CREATE_ONLY, FieldRule.MULTILINE);
    /** The first resolution note. At creation only; never returned. */
    public static final TextField<Ticket> INITIAL_RESOLUTION =
            TYPE.text("initialResolution", FieldRule.CREATE_ONLY, FieldRule.MULTILINE);
    /** Whether the server sends its own notifications; it does by default. */
    public static final FlagField<Ticket> PROCESS_NOTIFICATIONS =
            TYPE.flag("processNotifications", FieldRule.UNCOMPARED);
    /** Whether no callback is sent for this write. */
    public static final FlagField<Ticket> SKIP_CALLBACK = TYPE.flag("skipCallback", FieldRule.UNCOMPARED);
    /** ServiceTicket, ProjectTicket or ProjectIssue. */
    public static final TextField<Ticket> RECORD_TYPE = TYPE.text("recordType", FieldRule.READ_ONLY);
    /** Whether its status is a closing one. Hosted servers time out on this condition alone: add the open statuses. */
    public static final FlagField<Ticket> CLOSED = TYPE.flag("closedFlag", FieldRule.READ_ONLY);
    /** When it was closed. */
    public static final MomentField<Ticket> CLOSED_DATE = TYPE.moment("closedDate", FieldRule.READ_ONLY);
    /** The identifier of the member who closed it. */
    public static final TextField<Ticket> CLOSED_BY = TYPE.text("closedBy", FieldRule.READ_ONLY);
    /** The identifiers of the assigned members, separated by commas. */
    public static final TextField<Ticket> RESOURCES = TYPE.text("resources", FieldRule.READ_ONLY);
    /** How it stands by the service level agreement, in words. */
    public static final TextField<Ticket> SLA_STATUS = TYPE.text("slaStatus", FieldRule.READ_ONLY);
    /** Whether it keeps the service level agreement. */
    public static final FlagField<Ticket> IN_SLA = TYPE.flag("isInSla", FieldRule.READ_ONLY);
    /** When it must be answered; new in version 2026. */
    public static final MomentField<Ticket> RESPOND_BY = TYPE.moment("respondByGoalUTC", FieldRule.READ_ONLY);
    /** When there must be a plan; new in version 2026. */
    public static final MomentField<Ticket> PLAN_BY = TYPE.moment("resplanGoalUTC", FieldRule.READ_ONLY);
    /** When it must be resolved; new in version 2026. */
    public static final MomentField<Ticket> RESOLVE_BY = TYPE.moment("resolutionGoalUTC", FieldRule.READ_ONLY);
    /** When it was first answered. */
    public static final MomentField<Ticket> DATE_RESPONDED = TYPE.moment("dateResponded", FieldRule.READ_ONLY);
    /** When it was resolved. */
    public static final MomentField<Ticket> DATE_RESOLVED = TYPE.moment("dateResolved", FieldRule.READ_ONLY);
    /** The hours booked on it. */
    public static final NumberField<Ticket> ACTUAL_HOURS = TYPE.decimal("actualHours", FieldRule.READ_ONLY);
    /** Whether tickets are bundled under it. */
    public static final FlagField<Ticket> HAS_CHILD_TICKET = TYPE.flag("hasChildTicket", FieldRule.READ_ONLY);
    /** Whether tickets were merged into it. */
    public static final FlagField<Ticket> HAS_MERGED_CHILD_TICKET =
            TYPE.flag("hasMergedChildTicketFlag", FieldRule.READ_ONLY);
    /** The ticket it is bundled under. */
    public static final NumberField<Ticket> PARENT_TICKET_ID = TYPE.integer("parentTicketId", FieldRule.READ_ONLY);
    /** The ticket it was merged into. */
    public static final ReferenceField<Ticket> MERGED_PARENT_TICKET =
            TYPE.reference("mergedParentTicket", FieldRule.READ_ONLY);
    /** When it was created; for conditions only. */
    public static final MomentField<Ticket> DATE_ENTERED = TYPE.moment("dateEntered", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<Ticket> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    static {
        TYPE.together(BOARD, STATUS);
    }

    private TicketField() {}
}

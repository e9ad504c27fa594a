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
    /** The agreement that it is billed under. */
    public static final ReferenceField<Ticket> AGREEMENT = TYPE.reference("agreement");
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
    /** The caller's own unique reference, at most 100 characters: the only way to find a ticket whose creation got no answer. */
    public static final TextField<Ticket> EXTERNAL_X_REF = TYPE.text("externalXRef", 100);
    /** The customer's order number, at most 50 characters. */
    public static final TextField<Ticket> PO_NUMBER = TYPE.text("poNumber", 50);
    /** The name of a contact who is not on record, at most 62 characters. */
    public static final TextField<Ticket> CONTACT_NAME = TYPE.text("contactName", 62);
    /** The contact's telephone number, at most 20 characters. */
    public static final TextField<Ticket> CONTACT_PHONE_NUMBER =
            TYPE.text("contactPhoneNumber", 20, FieldRule.UNCOMPARED);
    /** The contact's e-mail address, at most 250 characters. */
    public static final TextField<Ticket> CONTACT_EMAIL_ADDRESS = TYPE.text("contactEmailAddress", 250);
    /** Who else gets e-mail of it, at most 1,000 characters. */
    public static final TextField<Ticket> AUTOMATIC_EMAIL_CC = TYPE.text("automaticEmailCc", 1000);
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

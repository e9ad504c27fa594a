package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of service boards, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class BoardField {
    /** The kind of records. */
    public static final RecordType<Board> TYPE = RecordType.of("board", Board::from);
    /** The id. Set by the server. */
    public static final NumberField<Board> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<Board> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** The location; required. */
    public static final ReferenceField<Board> LOCATION = TYPE.reference("location", FieldRule.REQUIRED);
    /** The department; required. */
    public static final ReferenceField<Board> DEPARTMENT = TYPE.reference("department", FieldRule.REQUIRED);
    /** Whether it takes no new tickets. */
    public static final FlagField<Board> INACTIVE = TYPE.flag("inactiveFlag");
    /** Whether it is a project board, which takes no service tickets. */
    public static final FlagField<Board> PROJECT = TYPE.flag("projectFlag");
    /** The member who hands out its tickets. */
    public static final ReferenceField<Board> DISPATCH_MEMBER = TYPE.reference("dispatchMember");
    /** The member who manages it. */
    public static final ReferenceField<Board> SERVICE_MANAGER_MEMBER = TYPE.reference("serviceManagerMember");
    /** The member who is the duty manager. */
    public static final ReferenceField<Board> DUTY_MANAGER_MEMBER = TYPE.reference("dutyManagerMember");
    /** The member who is on call. */
    public static final ReferenceField<Board> ON_CALL_MEMBER = TYPE.reference("oncallMember");
    /** The work role of time on its tickets by default. */
    public static final ReferenceField<Board> WORK_ROLE = TYPE.reference("workRole");
    /** The work type of time on its tickets by default. */
    public static final ReferenceField<Board> WORK_TYPE = TYPE.reference("workType");
    /** How time is billed: Billable, DoNotBill, NoCharge or NoDefault, an open list. */
    public static final TextField<Board> BILL_TIME = TYPE.text("billTime");
    /** How expenses are billed, as time. */
    public static final TextField<Board> BILL_EXPENSE = TYPE.text("billExpense");
    /** How products are billed, as time. */
    public static final TextField<Board> BILL_PRODUCT = TYPE.text("billProduct");
    /** Whether it has billing rules of its own. */
    public static final FlagField<Board> OVERRIDE_BILLING_SETUP = TYPE.flag("overrideBillingSetupFlag");
    /** The status that the server closes its tickets with. */
    public static final ReferenceField<Board> AUTO_CLOSE_STATUS = TYPE.reference("autoCloseStatus");
    /** Whether the server assigns new tickets. */
    public static final FlagField<Board> AUTO_ASSIGN_NEW_TICKETS = TYPE.flag("autoAssignNewTicketsFlag");
    /** Whether the server assigns new tickets from e-mail. */
    public static final FlagField<Board> AUTO_ASSIGN_NEW_EMAIL_TICKETS = TYPE.flag("autoAssignNewECTicketsFlag");
    /** Whether the server assigns new tickets from the customer portal. */
    public static final FlagField<Board> AUTO_ASSIGN_NEW_PORTAL_TICKETS = TYPE.flag("autoAssignNewPortalTicketsFlag");
    /** Whether the server sets the owner of new tickets. */
    public static final FlagField<Board> AUTO_ASSIGN_TICKET_OWNER = TYPE.flag("autoAssignTicketOwnerFlag");
    /** Whether e-mail of its tickets goes to the contact by default. */
    public static final FlagField<Board> SEND_TO_CONTACT = TYPE.flag("sendToContactFlag");
    /** Whether e-mail of its tickets goes to the assigned members by default. */
    public static final FlagField<Board> SEND_TO_RESOURCE = TYPE.flag("sendToResourceFlag");
    /** Whether e-mail of its tickets goes to the further addresses by default. */
    public static final FlagField<Board> SEND_TO_CC = TYPE.flag("sendToCCFlag");
    /** The address that its e-mail comes from, at most 50 characters. */
    public static final TextField<Board> NOTIFY_EMAIL_FROM = TYPE.text("notifyEmailFrom", 50);
    /** The name that its e-mail comes from, at most 60 characters. */
    public static final TextField<Board> NOTIFY_EMAIL_FROM_NAME = TYPE.text("notifyEmailFromName", 60);
    /** Whether notes can no longer be changed. */
    public static final FlagField<Board> DISCUSSIONS_LOCKED = TYPE.flag("discussionsLockedFlag");
    /** Whether time entries can no longer be changed. */
    public static final FlagField<Board> TIME_ENTRY_LOCKED = TYPE.flag("timeEntryLockedFlag");
    /** Whether the first note of a ticket states the issue. */
    public static final FlagField<Board> MARK_FIRST_NOTE_ISSUE = TYPE.flag("markFirstNoteIssueFlag");
    /** Whether new members are kept from it. */
    public static final FlagField<Board> RESTRICTED_BY_DEFAULT = TYPE.flag("restrictBoardByDefaultFlag");
    /** Whether an e-mail reopens a closed ticket. */
    public static final FlagField<Board> EMAIL_REOPENS_CLOSED = TYPE.flag("emailConnectorAllowReopenClosedFlag");
    /** The status of a ticket that an e-mail reopened. */
    public static final ReferenceField<Board> EMAIL_REOPEN_STATUS = TYPE.reference("emailConnectorReopenStatus");
    /** When it last changed; for conditions only. */
    public static final MomentField<Board> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private BoardField() {}
}

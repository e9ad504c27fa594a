package dev.tocsin.connectwise.time;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of time entries, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class TimeEntryField {
    /** The kind of records. */
    public static final RecordType<TimeEntry> TYPE = RecordType.of("time entry", TimeEntry::from);
    /** The id. */
    public static final NumberField<TimeEntry> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The company; taken from the ticket where there is one. */
    public static final ReferenceField<TimeEntry> COMPANY = TYPE.reference("company");
    /** The id of what the time is for; without it the time is for the company. */
    public static final NumberField<TimeEntry> CHARGE_TO_ID = TYPE.integer("chargeToId");
    /** What kind that is: Company, ServiceTicket, ProjectTicket, ChargeCode or Activity. */
    public static final TextField<TimeEntry> CHARGE_TO_TYPE = TYPE.text("chargeToType");
    /** Who did it; by default the API member. */
    public static final ReferenceField<TimeEntry> MEMBER = TYPE.reference("member");
    /** When it began; cut to the whole second, since servers refuse fractions; required. */
    public static final MomentField<TimeEntry> TIME_START = TYPE.moment("timeStart", FieldRule.REQUIRED);
    /** When it ended. */
    public static final MomentField<TimeEntry> TIME_END = TYPE.moment("timeEnd");
    /** The hours of that not worked. */
    public static final NumberField<TimeEntry> HOURS_DEDUCTED = TYPE.decimal("hoursDeduct");
    /** The hours worked; the server ignores them where it has begin and end. */
    public static final NumberField<TimeEntry> ACTUAL_HOURS = TYPE.decimal("actualHours", FieldRule.UNCOMPARED);
    /** How it is billed: Billable, DoNotBill, NoCharge or NoDefault. */
    public static final TextField<TimeEntry> BILLABLE_OPTION = TYPE.text("billableOption");
    /** What was done, which the customer may see. */
    public static final TextField<TimeEntry> NOTES = TYPE.text("notes", FieldRule.MULTILINE);
    /** What was done, for members only. */
    public static final TextField<TimeEntry> INTERNAL_NOTES = TYPE.text("internalNotes", FieldRule.MULTILINE);
    /** The work type. */
    public static final ReferenceField<TimeEntry> WORK_TYPE = TYPE.reference("workType");
    /** The work role. */
    public static final ReferenceField<TimeEntry> WORK_ROLE = TYPE.reference("workRole");
    /** The agreement it is billed under. */
    public static final ReferenceField<TimeEntry> AGREEMENT = TYPE.reference("agreement");
    /** The activity it is for. */
    public static final ReferenceField<TimeEntry> ACTIVITY = TYPE.reference("activity");
    /** The id of the MSP's location. */
    public static final NumberField<TimeEntry> LOCATION_ID = TYPE.integer("locationId");
    /** The MSP's location. */
    public static final ReferenceField<TimeEntry> LOCATION = TYPE.reference("location");
    /** The id of the MSP's department. */
    public static final NumberField<TimeEntry> DEPARTMENT_ID = TYPE.integer("businessUnitId");
    /** The MSP's department. */
    public static final ReferenceField<TimeEntry> DEPARTMENT = TYPE.reference("department");
    /** Whether the notes stand in the ticket's discussion. */
    public static final FlagField<TimeEntry> ADD_TO_DISCUSSION = TYPE.flag("addToDetailDescriptionFlag");
    /** Whether the notes stand in the ticket's internal analysis. */
    public static final FlagField<TimeEntry> ADD_TO_INTERNAL_ANALYSIS = TYPE.flag("addToInternalAnalysisFlag");
    /** Whether the notes stand in the ticket's resolution. */
    public static final FlagField<TimeEntry> ADD_TO_RESOLUTION = TYPE.flag("addToResolutionFlag");
    /** Whether to mail the notes to the members of the ticket. */
    public static final FlagField<TimeEntry> EMAIL_RESOURCE = TYPE.flag("emailResourceFlag", FieldRule.UNCOMPARED);
    /** Whether to mail the notes to the ticket's contact. */
    public static final FlagField<TimeEntry> EMAIL_CONTACT = TYPE.flag("emailContactFlag", FieldRule.UNCOMPARED);
    /** Whether to mail the notes to others. */
    public static final FlagField<TimeEntry> EMAIL_CC = TYPE.flag("emailCcFlag", FieldRule.UNCOMPARED);
    /** Who they are; kept on the ticket. */
    public static final TextField<TimeEntry> EMAIL_CC_ADDRESSES = TYPE.text("emailCc", FieldRule.UNCOMPARED);
    /** The hours billed. */
    public static final NumberField<TimeEntry> HOURS_BILLED = TYPE.decimal("hoursBilled", FieldRule.READ_ONLY);
    /** The hours on the invoice. */
    public static final NumberField<TimeEntry> INVOICE_HOURS = TYPE.decimal("invoiceHours", FieldRule.READ_ONLY);
    /** The price of an hour; by default that of the work role. It can be changed, but not given at creation. */
    public static final NumberField<TimeEntry> HOURLY_RATE = TYPE.decimal("hourlyRate");
    /** Where it stands, such as Open, PendingApproval, ReadyToBill or Billed. */
    public static final TextField<TimeEntry> STATUS = TYPE.text("status", FieldRule.READ_ONLY);
    /** The ticket; set by {@code CHARGE_TO_ID}. */
    public static final ReferenceField<TimeEntry> TICKET = TYPE.reference("ticket", FieldRule.READ_ONLY);
    /** The project. */
    public static final ReferenceField<TimeEntry> PROJECT = TYPE.reference("project", FieldRule.READ_ONLY);
    /** The phase of the project. */
    public static final ReferenceField<TimeEntry> PHASE = TYPE.reference("phase", FieldRule.READ_ONLY);
    /** The invoice. */
    public static final ReferenceField<TimeEntry> INVOICE = TYPE.reference("invoice", FieldRule.READ_ONLY);
    /** The time sheet. */
    public static final ReferenceField<TimeEntry> TIME_SHEET = TYPE.reference("timeSheet");
    /** The tax code. */
    public static final ReferenceField<TimeEntry> TAX_CODE = TYPE.reference("taxCode");
    /** The identifier of the member who entered it. */
    public static final TextField<TimeEntry> ENTERED_BY = TYPE.text("enteredBy", FieldRule.READ_ONLY);
    /** When it was entered. */
    public static final MomentField<TimeEntry> DATE_ENTERED = TYPE.moment("dateEntered", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<TimeEntry> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private TimeEntryField() {}
}

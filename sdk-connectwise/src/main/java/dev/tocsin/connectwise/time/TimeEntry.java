package dev.tocsin.connectwise.time;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work that a member did, for a ticket, a company or within the MSP.
 *
 * @param id the id
 * @param company the company; taken from the ticket where there is one; null if unset
 * @param chargeToId the id of what the time is for; without it the time is for the company; null if unset
 * @param chargeToType what kind that is: Company, ServiceTicket, ProjectTicket, ChargeCode or Activity, an open list;
 *     null if unset
 * @param member who did it; by default the API member; null if unset
 * @param timeStart when it began; cut to the whole second, since servers refuse fractions; null if unset
 * @param timeEnd when it ended; null if unset
 * @param hoursDeducted the hours of that not worked; null if unset
 * @param actualHours the hours worked; null if unset
 * @param billableOption how it is billed: Billable, DoNotBill, NoCharge or NoDefault, an open list; null if unset
 * @param notes what was done, which the customer may see; null if unset
 * @param internalNotes what was done, for members only; null if unset
 * @param workType the work type; null if unset
 * @param workRole the work role; null if unset
 * @param agreement the agreement it is billed under; null if unset
 * @param location the MSP's location; null if unset
 * @param department the MSP's department; null if unset
 * @param inDiscussion whether the notes stand in the ticket's discussion
 * @param inInternalAnalysis whether the notes stand in the ticket's internal analysis
 * @param inResolution whether the notes stand in the ticket's resolution
 * @param hoursBilled the hours billed; null if unset
 * @param invoiceHours the hours on the invoice; null if unset
 * @param hourlyRate the price of an hour; by default that of the work role; null if unset
 * @param status where it stands, such as Open, PendingApproval, ReadyToBill or Billed, an open list; null if omitted
 * @param ticket the ticket; set by {@code CHARGE_TO_ID}; null if unset
 * @param project the project; null if unset
 * @param invoice the invoice; null if unset
 * @param timeSheet the time sheet; null if unset
 * @param enteredBy the identifier of the member who entered it; null if unset
 * @param dateEntered when it was entered; null if unset
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record TimeEntry(
        int id,
        @Nullable Reference company,
        @Nullable Integer chargeToId,
        @Nullable String chargeToType,
        @Nullable Reference member,
        @Nullable Instant timeStart,
        @Nullable Instant timeEnd,
        @Nullable BigDecimal hoursDeducted,
        @Nullable BigDecimal actualHours,
        @Nullable String billableOption,
        @Nullable String notes,
        @Nullable String internalNotes,
        @Nullable Reference workType,
        @Nullable Reference workRole,
        @Nullable Reference agreement,
        @Nullable Reference location,
        @Nullable Reference department,
        boolean inDiscussion,
        boolean inInternalAnalysis,
        boolean inResolution,
        @Nullable BigDecimal hoursBilled,
        @Nullable BigDecimal invoiceHours,
        @Nullable BigDecimal hourlyRate,
        @Nullable String status,
        @Nullable Reference ticket,
        @Nullable Reference project,
        @Nullable Reference invoice,
        @Nullable Reference timeSheet,
        @Nullable String enteredBy,
        @Nullable Instant dateEntered,
        List<CustomField> customFields,
        @Nullable Instant lastUpdated) {
    /** Copies the list. */
    public TimeEntry {
        customFields = List.copyOf(customFields);
    }

    /** An empty draft; time start is required. */
    public static Draft<TimeEntry> draft() {
        return TimeEntryField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<TimeEntry> edit() {
        return TimeEntryField.TYPE.edit();
    }

    static TimeEntry from(JsonRecord f) {
        return new TimeEntry(
                f.id(),
                Reference.in(f, "company"),
                f.integer("chargeToId"),
                f.text("chargeToType"),
                Reference.in(f, "member"),
                f.instant("timeStart"),
                f.instant("timeEnd"),
                f.decimal("hoursDeduct"),
                f.decimal("actualHours"),
                f.text("billableOption"),
                f.text("notes"),
                f.text("internalNotes"),
                Reference.in(f, "workType"),
                Reference.in(f, "workRole"),
                Reference.in(f, "agreement"),
                Reference.in(f, "location"),
                Reference.in(f, "department"),
                f.flag("addToDetailDescriptionFlag"),
                f.flag("addToInternalAnalysisFlag"),
                f.flag("addToResolutionFlag"),
                f.decimal("hoursBilled"),
                f.decimal("invoiceHours"),
                f.decimal("hourlyRate"),
                f.text("status"),
                Reference.in(f, "ticket"),
                Reference.in(f, "project"),
                Reference.in(f, "invoice"),
                Reference.in(f, "timeSheet"),
                f.text("enteredBy"),
                f.instant("dateEntered"),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}

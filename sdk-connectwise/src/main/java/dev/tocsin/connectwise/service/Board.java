package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service or project board. Statuses, types, subtypes, items and teams belong to one board.
 *
 * @param id the id
 * @param name the name
 * @param location the location; null if the answer omits it
 * @param department the department; null if the answer omits it
 * @param inactive whether it takes no new tickets
 * @param project whether it is a project board, which takes no service tickets
 * @param dispatchMember the member who hands out its tickets; null if unset
 * @param serviceManagerMember the member who manages it; null if unset
 * @param dutyManagerMember the member who is the duty manager; null if unset
 * @param onCallMember the member who is on call; null if unset
 * @param workRole the work role of time on its tickets by default; null if unset
 * @param workType the work type of time on its tickets by default; null if unset
 * @param billTime how time is billed: Billable, DoNotBill, NoCharge or NoDefault, an open list; null if empty
 * @param billExpense how expenses are billed, as time; null if empty
 * @param billProduct how products are billed, as time; null if empty
 * @param overrideBillingSetup whether it has billing rules of its own
 * @param autoCloseStatus the status that the server closes its tickets with; null if unset
 * @param autoAssignNewTickets whether the server assigns new tickets
 * @param autoAssignNewEmailTickets whether the server assigns new tickets from e-mail
 * @param autoAssignNewPortalTickets whether the server assigns new tickets from the customer portal
 * @param autoAssignTicketOwner whether the server sets the owner of new tickets
 * @param sendToContact whether e-mail of its tickets goes to the contact by default
 * @param sendToResource whether e-mail of its tickets goes to the assigned members by default
 * @param sendToCc whether e-mail of its tickets goes to the further addresses by default
 * @param notifyEmailFrom the address that its e-mail comes from; null if empty
 * @param notifyEmailFromName the name that its e-mail comes from; null if empty
 * @param discussionsLocked whether notes can no longer be changed
 * @param timeEntryLocked whether time entries can no longer be changed
 * @param markFirstNoteIssue whether the first note of a ticket states the issue
 * @param restrictedByDefault whether new members are kept from it
 * @param emailReopensClosed whether an e-mail reopens a closed ticket
 * @param emailReopenStatus the status of a ticket that an e-mail reopened; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Board(
        int id,
        String name,
        @Nullable Reference location,
        @Nullable Reference department,
        boolean inactive,
        boolean project,
        @Nullable Reference dispatchMember,
        @Nullable Reference serviceManagerMember,
        @Nullable Reference dutyManagerMember,
        @Nullable Reference onCallMember,
        @Nullable Reference workRole,
        @Nullable Reference workType,
        @Nullable String billTime,
        @Nullable String billExpense,
        @Nullable String billProduct,
        boolean overrideBillingSetup,
        @Nullable Reference autoCloseStatus,
        boolean autoAssignNewTickets,
        boolean autoAssignNewEmailTickets,
        boolean autoAssignNewPortalTickets,
        boolean autoAssignTicketOwner,
        boolean sendToContact,
        boolean sendToResource,
        boolean sendToCc,
        @Nullable String notifyEmailFrom,
        @Nullable String notifyEmailFromName,
        boolean discussionsLocked,
        boolean timeEntryLocked,
        boolean markFirstNoteIssue,
        boolean restrictedByDefault,
        boolean emailReopensClosed,
        @Nullable Reference emailReopenStatus,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name, location and department are required. */
    public static Draft<Board> draft() {
        return BoardField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Board> edit() {
        return BoardField.TYPE.edit();
    }

    static Board from(JsonRecord f) {
        return new Board(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "location"),
                Reference.in(f, "department"),
                f.flag("inactiveFlag"),
                f.flag("projectFlag"),
                Reference.in(f, "dispatchMember"),
                Reference.in(f, "serviceManagerMember"),
                Reference.in(f, "dutyManagerMember"),
                Reference.in(f, "oncallMember"),
                Reference.in(f, "workRole"),
                Reference.in(f, "workType"),
                f.text("billTime"),
                f.text("billExpense"),
                f.text("billProduct"),
                f.flag("overrideBillingSetupFlag"),
                Reference.in(f, "autoCloseStatus"),
                f.flag("autoAssignNewTicketsFlag"),
                f.flag("autoAssignNewECTicketsFlag"),
                f.flag("autoAssignNewPortalTicketsFlag"),
                f.flag("autoAssignTicketOwnerFlag"),
                f.flag("sendToContactFlag"),
                f.flag("sendToResourceFlag"),
                f.flag("sendToCCFlag"),
                f.text("notifyEmailFrom"),
                f.text("notifyEmailFromName"),
                f.flag("discussionsLockedFlag"),
                f.flag("timeEntryLockedFlag"),
                f.flag("markFirstNoteIssueFlag"),
                f.flag("restrictBoardByDefaultFlag"),
                f.flag("emailConnectorAllowReopenClosedFlag"),
                Reference.in(f, "emailConnectorReopenStatus"),
                f.info().instant("lastUpdated"));
    }
}

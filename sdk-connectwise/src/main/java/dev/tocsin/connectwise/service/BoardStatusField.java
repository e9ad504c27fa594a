package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of statuses of a board, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class BoardStatusField {
    /** The kind of records. */
    public static final RecordType<BoardStatus> TYPE = RecordType.of("board status", BoardStatus::from);
    /** The id. Set by the server. */
    public static final NumberField<BoardStatus> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name, unique on its board; required, at most 50 characters. */
    public static final TextField<BoardStatus> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** Its board. Set by the server. */
    public static final ReferenceField<BoardStatus> BOARD = TYPE.reference("board", FieldRule.READ_ONLY);
    /** Its place in lists. */
    public static final NumberField<BoardStatus> SORT_ORDER = TYPE.integer("sortOrder");
    /** Whether a ticket with it counts as closed. */
    public static final FlagField<BoardStatus> CLOSED = TYPE.flag("closedStatus");
    /** Whether new tickets get it when they name none. */
    public static final FlagField<BoardStatus> DEFAULT = TYPE.flag("defaultFlag");
    /** Whether it may no longer be chosen. */
    public static final FlagField<BoardStatus> INACTIVE = TYPE.flag("inactive");
    /** Whether the board shows tickets with it. */
    public static final FlagField<BoardStatus> DISPLAY_ON_BOARD = TYPE.flag("displayOnBoard");
    /** Whether no time may be booked on a ticket with it. */
    public static final FlagField<BoardStatus> TIME_ENTRY_NOT_ALLOWED = TYPE.flag("timeEntryNotAllowed");
    /**
     * The phase of the service level agreement: NotResponded, Responded, ResolutionPlan, Resolved or NoEscalation, an
     * open list.
     */
    public static final TextField<BoardStatus> ESCALATION_STATUS = TYPE.text("escalationStatus");
    /** What the customer portal calls it, at most 500 characters. */
    public static final TextField<BoardStatus> CUSTOMER_PORTAL_DESCRIPTION =
            TYPE.text("customerPortalDescription", 500);
    /** Whether the customer portal offers it. */
    public static final FlagField<BoardStatus> CUSTOMER_PORTAL = TYPE.flag("customerPortalFlag");
    /** The template of the e-mail about it. */
    public static final ReferenceField<BoardStatus> EMAIL_TEMPLATE = TYPE.reference("emailTemplate");
    /** The name of its own indicator, at most 30 characters. */
    public static final TextField<BoardStatus> CUSTOM_STATUS_INDICATOR_NAME =
            TYPE.text("customStatusIndicatorName", 30);
    /** Whether the text of a time entry becomes a note. */
    public static final FlagField<BoardStatus> SAVE_TIME_AS_NOTE = TYPE.flag("saveTimeAsNote");
    /** When it last changed; for conditions only. */
    public static final MomentField<BoardStatus> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private BoardStatusField() {}
}

package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of notes of a ticket, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class TicketNoteField {
    /** The kind of records. */
    public static final RecordType<TicketNote> TYPE = RecordType.of("note", TicketNote::from);
    /** The id. */
    public static final NumberField<TicketNote> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** What it says; required. The vendor states no limit. */
    public static final TextField<TicketNote> TEXT = TYPE.text("text", FieldRule.REQUIRED, FieldRule.MULTILINE);
    /** Whether it stands in the discussion, which the customer may see. */
    public static final FlagField<TicketNote> DISCUSSION = TYPE.flag("detailDescriptionFlag");
    /** Whether it stands in the internal analysis, for members only. */
    public static final FlagField<TicketNote> INTERNAL = TYPE.flag("internalAnalysisFlag");
    /** Whether it stands in the resolution. */
    public static final FlagField<TicketNote> RESOLUTION = TYPE.flag("resolutionFlag");
    /** Whether it states what the ticket is about. */
    public static final FlagField<TicketNote> ISSUE = TYPE.flag("issueFlag");
    /** Whether it is for members only; the server derives it from where the note stands. */
    public static final FlagField<TicketNote> INTERNAL_ONLY = TYPE.flag("internalFlag", FieldRule.UNCOMPARED);
    /** Whether the customer may see it; the server derives it from where the note stands. */
    public static final FlagField<TicketNote> EXTERNAL = TYPE.flag("externalFlag", FieldRule.UNCOMPARED);
    /** Whether it counts as an answer of the customer. */
    public static final FlagField<TicketNote> CUSTOMER_UPDATED = TYPE.flag("customerUpdatedFlag", FieldRule.UNCOMPARED);
    /** Whether the server sends its own notifications of it; it does by default. */
    public static final FlagField<TicketNote> PROCESS_NOTIFICATIONS =
            TYPE.flag("processNotifications", FieldRule.UNCOMPARED);
    /** The member who wrote it; by default the API member. */
    public static final ReferenceField<TicketNote> MEMBER = TYPE.reference("member");
    /** The contact who wrote it. */
    public static final ReferenceField<TicketNote> CONTACT = TYPE.reference("contact");
    /** Who wrote it. */
    public static final TextField<TicketNote> CREATED_BY = TYPE.text("createdBy", FieldRule.READ_ONLY);
    /** When it was written. */
    public static final MomentField<TicketNote> DATE_CREATED = TYPE.moment("dateCreated", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<TicketNote> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private TicketNoteField() {}
}

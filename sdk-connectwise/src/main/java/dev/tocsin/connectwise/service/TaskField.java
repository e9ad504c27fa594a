package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of tasks of a ticket, for conditions, drafts and edits. */
public final class TaskField {
    /** The kind of records. */
    public static final RecordType<Task> TYPE = RecordType.of("task", Task::from);
    /** The id. Set by the server. */
    public static final NumberField<Task> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The id of the ticket. Set by the server. */
    public static final NumberField<Task> TICKET_ID = TYPE.integer("ticketId", FieldRule.READ_ONLY);
    /** What it is about in a line. */
    public static final TextField<Task> SUMMARY = TYPE.text("summary");
    /** What is to be done. */
    public static final TextField<Task> NOTES = TYPE.text("notes", FieldRule.MULTILINE);
    /** Its place in the list, from 1. */
    public static final NumberField<Task> PRIORITY = TYPE.integer("priority");
    /** Whether it is done. */
    public static final FlagField<Task> CLOSED = TYPE.flag("closedFlag");
    /** How it was done. */
    public static final TextField<Task> RESOLUTION = TYPE.text("resolution", FieldRule.MULTILINE);
    /** The member who is to do it. */
    public static final ReferenceField<Task> MEMBER = TYPE.reference("member");
    /** The service code. */
    public static final ReferenceField<Task> CODE = TYPE.reference("code");
    /** The entry of the schedule that it stands for. */
    public static final ReferenceField<Task> SCHEDULE = TYPE.reference("schedule");
    /** The id of the ticket that was made of it. Set by the server. */
    public static final NumberField<Task> CHILD_TICKET_ID = TYPE.integer("childTicketId", FieldRule.READ_ONLY);
    /** What becomes of the schedule of its own ticket: Transfer, Delete or Done. */
    public static final TextField<Task> CHILD_SCHEDULE_ACTION = TYPE.text("childScheduleAction", FieldRule.UNCOMPARED);
    /** When it last changed; for conditions only. */
    public static final MomentField<Task> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private TaskField() {}
}

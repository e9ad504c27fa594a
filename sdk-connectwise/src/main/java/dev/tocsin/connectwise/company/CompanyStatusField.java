package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of company statuses, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class CompanyStatusField {
    /** The kind of records. */
    public static final RecordType<CompanyStatus> TYPE = RecordType.of("company status", CompanyStatus::from);
    /** The id. */
    public static final NumberField<CompanyStatus> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<CompanyStatus> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** Whether new companies get it when they name none. */
    public static final FlagField<CompanyStatus> DEFAULT_STATUS = TYPE.flag("defaultFlag");
    /** Whether companies in it are no longer served. */
    public static final FlagField<CompanyStatus> INACTIVE = TYPE.flag("inactiveFlag");
    /** Whether nothing may be saved for companies in it, such as a ticket. */
    public static final FlagField<CompanyStatus> DISALLOW_SAVING = TYPE.flag("disallowSavingFlag");
    /** Whether members are shown the message. */
    public static final FlagField<CompanyStatus> NOTIFY = TYPE.flag("notifyFlag");
    /** What members are shown, at most 500 characters. */
    public static final TextField<CompanyStatus> NOTIFICATION_MESSAGE =
            TYPE.text("notificationMessage", 500, FieldRule.MULTILINE);
    /** Whether each company in it has a note of its own. */
    public static final FlagField<CompanyStatus> CUSTOM_NOTE = TYPE.flag("customNoteFlag");
    /** Whether tracks under way end when a company gets it. */
    public static final FlagField<CompanyStatus> CANCEL_OPEN_TRACKS = TYPE.flag("cancelOpenTracksFlag");
    /** The track that starts when a company gets it. */
    public static final ReferenceField<CompanyStatus> TRACK = TYPE.reference("track");
    /** When it last changed; for conditions only. */
    public static final MomentField<CompanyStatus> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanyStatusField() {}
}

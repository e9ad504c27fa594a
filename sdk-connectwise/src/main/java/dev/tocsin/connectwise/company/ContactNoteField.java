package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of notes on a contact, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class ContactNoteField {
    /** The kind of records. */
    public static final RecordType<ContactNote> TYPE = RecordType.of("contact note", ContactNote::from);
    /** The id. */
    public static final NumberField<ContactNote> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** What it says; required. The vendor states no limit. */
    public static final TextField<ContactNote> TEXT = TYPE.text("text", FieldRule.REQUIRED, FieldRule.MULTILINE);
    /** The type. */
    public static final ReferenceField<ContactNote> NOTE_TYPE = TYPE.reference("type");
    /** Whether it stands out in lists. */
    public static final FlagField<ContactNote> FLAGGED = TYPE.flag("flagged");
    /** The identifier of the member who wrote it. */
    public static final TextField<ContactNote> ENTERED_BY = TYPE.text("enteredBy", FieldRule.READ_ONLY);
    /** The id of the contact. */
    public static final NumberField<ContactNote> CONTACT_ID = TYPE.integer("contactId", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<ContactNote> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ContactNoteField() {}
}

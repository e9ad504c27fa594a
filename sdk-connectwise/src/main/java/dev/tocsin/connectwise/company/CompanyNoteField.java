package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of notes of a company, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class CompanyNoteField {
    /** The kind of records. */
    public static final RecordType<CompanyNote> TYPE = RecordType.of("company note", CompanyNote::from);
    /** The id. */
    public static final NumberField<CompanyNote> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** What it says; required. The vendor states no limit. */
    public static final TextField<CompanyNote> TEXT = TYPE.text("text", FieldRule.REQUIRED, FieldRule.MULTILINE);
    /** The type. */
    public static final ReferenceField<CompanyNote> NOTE_TYPE = TYPE.reference("type");
    /** Whether it stands out in lists. */
    public static final FlagField<CompanyNote> FLAGGED = TYPE.flag("flagged");
    /** The identifier of the member who wrote it. */
    public static final TextField<CompanyNote> ENTERED_BY = TYPE.text("enteredBy", FieldRule.READ_ONLY);
    /** The company. */
    public static final ReferenceField<CompanyNote> COMPANY = TYPE.reference("company", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<CompanyNote> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanyNoteField() {}
}

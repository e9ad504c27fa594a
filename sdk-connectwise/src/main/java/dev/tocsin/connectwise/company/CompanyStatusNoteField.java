package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of the notes on the statuses of a company, for conditions, drafts and edits. Lengths are the vendor's, of
 * version 2026.4.
 */
public final class CompanyStatusNoteField {
    /** The kind of records. */
    public static final RecordType<CompanyStatusNote> TYPE = RecordType.of("status note", CompanyStatusNote::from);
    /** The id. */
    public static final NumberField<CompanyStatusNote> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** What it says; required. */
    public static final TextField<CompanyStatusNote> TEXT =
            TYPE.text("customNote", 1500, FieldRule.REQUIRED, FieldRule.MULTILINE);
    /** The status; required. */
    public static final ReferenceField<CompanyStatusNote> STATUS = TYPE.reference("status", FieldRule.REQUIRED);
    /** The company. */
    public static final ReferenceField<CompanyStatusNote> COMPANY = TYPE.reference("company", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<CompanyStatusNote> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanyStatusNoteField() {}
}

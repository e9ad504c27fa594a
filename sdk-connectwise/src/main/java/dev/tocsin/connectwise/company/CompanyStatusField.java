package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of company statuses, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class CompanyStatusField {
    /** The kind of records. */
    public static final RecordType<CompanyStatus> TYPE = RecordType.of("company status", CompanyStatus::from);
    /** The id. */
    public static final NumberField<CompanyStatus> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<CompanyStatus> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** When it last changed; for conditions only. */
    public static final MomentField<CompanyStatus> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanyStatusField() {}
}

package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of sites of a company, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class CompanySiteField {
    /** The kind of records. */
    public static final RecordType<CompanySite> TYPE = RecordType.of("site", CompanySite::from);
    /** The id. */
    public static final NumberField<CompanySite> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 156 characters, 50 before version 2026. */
    public static final TextField<CompanySite> NAME = TYPE.text("name", 156, 50, FieldRule.REQUIRED);
    /** When it last changed; for conditions only. */
    public static final MomentField<CompanySite> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanySiteField() {}
}

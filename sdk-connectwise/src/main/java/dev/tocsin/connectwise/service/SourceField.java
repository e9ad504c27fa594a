package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of sources of tickets, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class SourceField {
    /** The kind of records. */
    public static final RecordType<Source> TYPE = RecordType.of("source", Source::from);
    /** The id. Set by the server. */
    public static final NumberField<Source> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<Source> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** Whether new tickets get it when they name none. */
    public static final FlagField<Source> DEFAULT = TYPE.flag("defaultFlag");
    /** The identifier of the member who made it. Set by the server. */
    public static final TextField<Source> ENTERED_BY = TYPE.text("enteredBy", FieldRule.READ_ONLY);
    /** When it was made. Set by the server. */
    public static final MomentField<Source> DATE_ENTERED = TYPE.moment("dateEntered", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<Source> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private SourceField() {}
}

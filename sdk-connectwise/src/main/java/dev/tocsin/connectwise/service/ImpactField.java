package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of impacts, for conditions and edits. Lengths are the vendor's, of version 2025.1. */
public final class ImpactField {
    /** The kind of records. */
    public static final RecordType<Impact> TYPE = RecordType.of("impact", Impact::from);
    /** The id. Set by the server. */
    public static final NumberField<Impact> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The fixed name, which tickets refer to. Set by the server. */
    public static final TextField<Impact> NAME = TYPE.text("name", FieldRule.READ_ONLY);
    /** What people see; required, at most 200 characters. */
    public static final TextField<Impact> DESCRIPTION = TYPE.text("description", 200, FieldRule.REQUIRED);
    /** Whether new tickets get it when they name none. */
    public static final FlagField<Impact> DEFAULT = TYPE.flag("defaultFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<Impact> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ImpactField() {}
}

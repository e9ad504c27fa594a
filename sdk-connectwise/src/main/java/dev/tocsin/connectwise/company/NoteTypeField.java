package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of types of notes, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class NoteTypeField {
    /** The kind of records. */
    public static final RecordType<NoteType> TYPE = RecordType.of("note type", NoteType::from);
    /** The id. */
    public static final NumberField<NoteType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<NoteType> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** The short name, at most 15 characters. */
    public static final TextField<NoteType> IDENTIFIER = TYPE.text("identifier", 15);
    /** Whether new notes get it when they name none. */
    public static final FlagField<NoteType> DEFAULT_TYPE = TYPE.flag("defaultFlag");
    /** Whether imported notes get it. */
    public static final FlagField<NoteType> IMPORT = TYPE.flag("importFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<NoteType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private NoteTypeField() {}
}

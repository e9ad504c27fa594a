package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of boards that the API member sees, for conditions. */
public final class BoardInfoField {
    /** The kind of records. */
    public static final RecordType<BoardInfo> TYPE = RecordType.of("visible board", BoardInfo::from);
    /** The id. Set by the server. */
    public static final NumberField<BoardInfo> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name. Set by the server. */
    public static final TextField<BoardInfo> NAME = TYPE.text("name", FieldRule.READ_ONLY);
    /** The location. Set by the server. */
    public static final ReferenceField<BoardInfo> LOCATION = TYPE.reference("location", FieldRule.READ_ONLY);
    /** The department. Set by the server. */
    public static final ReferenceField<BoardInfo> DEPARTMENT = TYPE.reference("department", FieldRule.READ_ONLY);
    /** Whether it is a project board, which takes no service tickets. Set by the server. */
    public static final FlagField<BoardInfo> PROJECT = TYPE.flag("projectFlag", FieldRule.READ_ONLY);
    /** Whether it takes no new tickets. Set by the server. */
    public static final FlagField<BoardInfo> INACTIVE = TYPE.flag("inactiveFlag", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<BoardInfo> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private BoardInfoField() {}
}

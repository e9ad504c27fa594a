package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of members, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class MemberField {
    /** The kind of records. */
    public static final RecordType<Member> TYPE = RecordType.of("member", Member::from);
    /** The id. */
    public static final NumberField<Member> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The login name; required, at most 15 characters. */
    public static final TextField<Member> IDENTIFIER = TYPE.text("identifier", 15, FieldRule.REQUIRED);
    /** When it last changed; for conditions only. */
    public static final MomentField<Member> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private MemberField() {}
}

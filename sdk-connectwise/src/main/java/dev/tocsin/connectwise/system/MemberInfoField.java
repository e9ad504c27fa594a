package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of members as every role may see them, for conditions. */
public final class MemberInfoField {
    /** The kind of records. */
    public static final RecordType<MemberInfo> TYPE = RecordType.of("member", MemberInfo::from);
    /** The id. */
    public static final NumberField<MemberInfo> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The login name. */
    public static final TextField<MemberInfo> IDENTIFIER = TYPE.text("identifier", FieldRule.READ_ONLY);
    /** The first name. */
    public static final TextField<MemberInfo> FIRST_NAME = TYPE.text("firstName", FieldRule.READ_ONLY);
    /** The first letter of the second name. */
    public static final TextField<MemberInfo> MIDDLE_INITIAL = TYPE.text("middleInitial", FieldRule.READ_ONLY);
    /** The last name. */
    public static final TextField<MemberInfo> LAST_NAME = TYPE.text("lastName", FieldRule.READ_ONLY);
    /** The whole name. */
    public static final TextField<MemberInfo> FULL_NAME = TYPE.text("fullName", FieldRule.READ_ONLY);
    /** The mail address. */
    public static final TextField<MemberInfo> DEFAULT_EMAIL = TYPE.text("defaultEmail", FieldRule.READ_ONLY);
    /** F full, A API, C StreamlineIT, X subcontractor; the list is open. */
    public static final TextField<MemberInfo> LICENSE_CLASS = TYPE.text("licenseClass", FieldRule.READ_ONLY);
    /** Whether the member may no longer log in. */
    public static final FlagField<MemberInfo> INACTIVE = TYPE.flag("inactiveFlag", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<MemberInfo> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private MemberInfoField() {}
}

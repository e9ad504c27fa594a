package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of types of communications, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4.
 */
public final class CommunicationTypeField {
    /** The kind of records. */
    public static final RecordType<CommunicationType> TYPE =
            RecordType.of("communication type", CommunicationType::from);
    /** The id. */
    public static final NumberField<CommunicationType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required. The vendor states no limit. */
    public static final TextField<CommunicationType> DESCRIPTION = TYPE.text("description", FieldRule.REQUIRED);
    /** Whether it is for telephone numbers; one of phone, fax and mail must be true. */
    public static final FlagField<CommunicationType> PHONE = TYPE.flag("phoneFlag");
    /** Whether it is for fax numbers. */
    public static final FlagField<CommunicationType> FAX = TYPE.flag("faxFlag");
    /** Whether it is for mail addresses. */
    public static final FlagField<CommunicationType> EMAIL = TYPE.flag("emailFlag");
    /** Whether it is the first to use of its kind. */
    public static final FlagField<CommunicationType> DEFAULT_TYPE = TYPE.flag("defaultFlag");
    /** What Exchange calls it, at most 50 characters. */
    public static final TextField<CommunicationType> EXCHANGE_XREF = TYPE.text("exchangeXref", 50);
    /** What an iPhone calls it, at most 50 characters. */
    public static final TextField<CommunicationType> IPHONE_XREF = TYPE.text("iphoneXref", 50);
    /** What Android calls it, at most 50 characters. */
    public static final TextField<CommunicationType> ANDROID_XREF = TYPE.text("androidXref", 50);
    /** What Google calls it, at most 50 characters. */
    public static final TextField<CommunicationType> GOOGLE_XREF = TYPE.text("googleXref", 50);
    /** When it last changed; for conditions only. */
    public static final MomentField<CommunicationType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CommunicationTypeField() {}
}

package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of company types, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class CompanyTypeField {
    /** The kind of records. */
    public static final RecordType<CompanyType> TYPE = RecordType.of("company type", CompanyType::from);
    /** The id. */
    public static final NumberField<CompanyType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<CompanyType> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** Whether new companies get it when they name none. */
    public static final FlagField<CompanyType> DEFAULT_TYPE = TYPE.flag("defaultFlag");
    /** Whether companies of it are vendors. */
    public static final FlagField<CompanyType> VENDOR = TYPE.flag("vendorFlag");
    /** Whether members who open a ticket for such a company are shown the message. */
    public static final FlagField<CompanyType> SERVICE_ALERT = TYPE.flag("serviceAlertFlag");
    /** What they are shown, at most 150 characters. */
    public static final TextField<CompanyType> SERVICE_ALERT_MESSAGE = TYPE.text("serviceAlertMessage", 150);
    /** When it last changed; for conditions only. */
    public static final MomentField<CompanyType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanyTypeField() {}
}

package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of sites of a company, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class CompanySiteField {
    /** The kind of records. */
    public static final RecordType<CompanySite> TYPE = RecordType.of("site", CompanySite::from);
    /** The id. */
    public static final NumberField<CompanySite> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 156 characters, 50 before version 2026. */
    public static final TextField<CompanySite> NAME = TYPE.text("name", 156, 50, FieldRule.REQUIRED);
    /** Whether it is the company's main address. */
    public static final FlagField<CompanySite> PRIMARY = TYPE.flag("primaryAddressFlag");
    /** Whether it is no longer used. */
    public static final FlagField<CompanySite> INACTIVE = TYPE.flag("inactiveFlag");
    /** The first line of the address, at most 50 characters. */
    public static final TextField<CompanySite> ADDRESS_LINE_1 = TYPE.text("addressLine1", 50);
    /** The second line of the address, at most 50 characters. */
    public static final TextField<CompanySite> ADDRESS_LINE_2 = TYPE.text("addressLine2", 50);
    /** The city, at most 50 characters. */
    public static final TextField<CompanySite> CITY = TYPE.text("city", 50);
    /** The state or county; by identifier, such as {@code FL}, or id. */
    public static final ReferenceField<CompanySite> STATE = TYPE.reference("stateReference");
    /** The postal code, at most 12 characters. */
    public static final TextField<CompanySite> ZIP = TYPE.text("zip", 12);
    /** The country. */
    public static final ReferenceField<CompanySite> COUNTRY = TYPE.reference("country");
    /** The telephone number, at most 30 characters. Not compared after an edit: the server may format it. */
    public static final TextField<CompanySite> PHONE_NUMBER = TYPE.text("phoneNumber", 30, FieldRule.UNCOMPARED);
    /** The extension of the telephone number, at most 30 characters. */
    public static final TextField<CompanySite> PHONE_EXTENSION = TYPE.text("phoneNumberExt", 30, FieldRule.UNCOMPARED);
    /** The fax number, at most 30 characters. Not compared after an edit: the server may format it. */
    public static final TextField<CompanySite> FAX_NUMBER = TYPE.text("faxNumber", 30, FieldRule.UNCOMPARED);
    /** Whether goods go there by default. */
    public static final FlagField<CompanySite> DEFAULT_SHIPPING = TYPE.flag("defaultShippingFlag");
    /** Whether invoices go there by default. */
    public static final FlagField<CompanySite> DEFAULT_BILLING = TYPE.flag("defaultBillingFlag");
    /** Whether mail goes there by default. */
    public static final FlagField<CompanySite> DEFAULT_MAILING = TYPE.flag("defaultMailingFlag");
    /** Whether it gets invoices of its own. */
    public static final FlagField<CompanySite> BILL_SEPARATELY = TYPE.flag("billSeparateFlag");
    /** The tax code. */
    public static final ReferenceField<CompanySite> TAX_CODE = TYPE.reference("taxCode");
    /** The kind of entity for taxes. */
    public static final ReferenceField<CompanySite> ENTITY_TYPE = TYPE.reference("entityType");
    /** What a visit there is reimbursed with. */
    public static final NumberField<CompanySite> EXPENSE_REIMBURSEMENT = TYPE.decimal("expenseReimbursement");
    /** The calendar of its working hours. */
    public static final ReferenceField<CompanySite> CALENDAR = TYPE.reference("calendar");
    /** The time zone. */
    public static final ReferenceField<CompanySite> TIME_ZONE = TYPE.reference("timeZone");
    /** The territory. */
    public static final ReferenceField<CompanySite> TERRITORY = TYPE.reference("territory");
    /** The template of its invoices. */
    public static final ReferenceField<CompanySite> INVOICE_TEMPLATE = TYPE.reference("invoiceTemplate");
    /** The company it belongs to. */
    public static final ReferenceField<CompanySite> COMPANY = TYPE.reference("company", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<CompanySite> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanySiteField() {}
}

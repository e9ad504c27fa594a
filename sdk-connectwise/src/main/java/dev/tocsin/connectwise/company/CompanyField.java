package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of companies, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class CompanyField {
    /** The kind of records. */
    public static final RecordType<Company> TYPE = RecordType.of("company", Company::from);
    /** The id. */
    public static final NumberField<Company> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The short unique name; required. At most 156 characters, 30 before version 2026. */
    public static final TextField<Company> IDENTIFIER = TYPE.text("identifier", 156, 30, FieldRule.REQUIRED);
    /** The name; required. At most 156 characters, 50 before version 2026. */
    public static final TextField<Company> NAME = TYPE.text("name", 156, 50, FieldRule.REQUIRED);
    /** The status; by default the default one. */
    public static final ReferenceField<Company> STATUS = TYPE.reference("status");
    /** The types, such as customer. They can be set at creation only; afterwards by type associations. */
    public static final ListField<Company, Reference> TYPES = TYPE.references("types", FieldRule.CREATE_ONLY);
    /** The first line of the address, at most 50 characters. The server wants at least one field of the address. */
    public static final TextField<Company> ADDRESS_LINE_1 = TYPE.text("addressLine1", 50);
    /** The second line of the address, at most 50 characters. */
    public static final TextField<Company> ADDRESS_LINE_2 = TYPE.text("addressLine2", 50);
    /** The city, at most 50 characters. */
    public static final TextField<Company> CITY = TYPE.text("city", 50);
    /** The state or county, at most 50 characters. */
    public static final TextField<Company> STATE = TYPE.text("state", 50);
    /** The postal code, at most 12 characters. */
    public static final TextField<Company> ZIP = TYPE.text("zip", 12);
    /** The country. */
    public static final ReferenceField<Company> COUNTRY = TYPE.reference("country");
    /** The telephone number, at most 30 characters. */
    public static final TextField<Company> PHONE_NUMBER = TYPE.text("phoneNumber", 30);
    /** The fax number, at most 30 characters. */
    public static final TextField<Company> FAX_NUMBER = TYPE.text("faxNumber", 30);
    /** The web address, at most 255 characters. */
    public static final TextField<Company> WEBSITE = TYPE.text("website", 255);
    /** The main site; at creation by name, by default the server makes one. */
    public static final ReferenceField<Company> SITE = TYPE.reference("site");
    /** The main contact. */
    public static final ReferenceField<Company> DEFAULT_CONTACT = TYPE.reference("defaultContact");
    /** The territory. */
    public static final ReferenceField<Company> TERRITORY = TYPE.reference("territory");
    /** The market. */
    public static final ReferenceField<Company> MARKET = TYPE.reference("market");
    /** The account number. */
    public static final TextField<Company> ACCOUNT_NUMBER = TYPE.text("accountNumber");
    /** The member who looks after it. */
    public static final ReferenceField<Company> TERRITORY_MANAGER = TYPE.reference("territoryManager");
    /** The company it belongs to. */
    public static final ReferenceField<Company> PARENT_COMPANY = TYPE.reference("parentCompany");
    /** The number of employees. */
    public static final NumberField<Company> NUMBER_OF_EMPLOYEES = TYPE.integer("numberOfEmployees");
    /** The year of its foundation, 1900 to 9999. */
    public static final NumberField<Company> YEAR_ESTABLISHED = TYPE.integer("yearEstablished");
    /** The tax identifier. */
    public static final TextField<Company> TAX_IDENTIFIER = TYPE.text("taxIdentifier");
    /** Where the lead came from, at most 50 characters. */
    public static final TextField<Company> LEAD_SOURCE = TYPE.text("leadSource", 50);
    /** Whether it is a lead. */
    public static final FlagField<Company> LEAD = TYPE.flag("leadFlag");
    /** Whether it is a vendor. */
    public static final FlagField<Company> VENDOR = TYPE.flag("isVendorFlag");
    /** Whether it was deleted: such a company can still be read by id. */
    public static final FlagField<Company> DELETED = TYPE.flag("deletedFlag");
    /** When it became a customer. */
    public static final MomentField<Company> DATE_ACQUIRED = TYPE.moment("dateAcquired");
    /** Words that integrations put on it, to find it again. */
    public static final ListField<Company, String> INTEGRATOR_TAGS = TYPE.texts("integratorTags");
    /** When it last changed; for conditions only. */
    public static final MomentField<Company> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanyField() {}
}

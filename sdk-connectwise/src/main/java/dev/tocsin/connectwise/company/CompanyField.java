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
    /** The short unique name; required, at most 156 characters, 30 before version 2026. */
    public static final TextField<Company> IDENTIFIER = TYPE.text("identifier", 156, 30, FieldRule.REQUIRED);
    /** The name; required, at most 156 characters, 50 before version 2026. */
    public static final TextField<Company> NAME = TYPE.text("name", 156, 50, FieldRule.REQUIRED);
    /** The status; by default the default one. */
    public static final ReferenceField<Company> STATUS = TYPE.reference("status");
    /**
     * The types, such as customer. They can be set at creation only; afterwards by {@code Companies.typeAssociations}.
     */
    public static final ListField<Company, Reference> TYPES = TYPE.references("types", FieldRule.CREATE_ONLY);
    /** The main site; at creation by name, by default the server makes one. */
    public static final ReferenceField<Company> SITE = TYPE.reference("site");
    /** The main contact. */
    public static final ReferenceField<Company> DEFAULT_CONTACT = TYPE.reference("defaultContact");
    /** Whether it was deleted: such a company can still be read by id. */
    public static final FlagField<Company> DELETED = TYPE.flag("deletedFlag");
    /** When it was deleted. */
    public static final MomentField<Company> DATE_DELETED = TYPE.moment("dateDeleted", FieldRule.READ_ONLY);
    /** The identifier of the member who deleted it. */
    public static final TextField<Company> DELETED_BY = TYPE.text("deletedBy", FieldRule.READ_ONLY);
    /**
     * The first line of the address, at most 50 characters. The vendor wants at least one of both lines, city, state,
     * zip and country.
     */
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
    /** The telephone number, at most 30 characters. Not compared after an edit: the server may format it. */
    public static final TextField<Company> PHONE_NUMBER = TYPE.text("phoneNumber", 30, FieldRule.UNCOMPARED);
    /** The fax number, at most 30 characters. Not compared after an edit: the server may format it. */
    public static final TextField<Company> FAX_NUMBER = TYPE.text("faxNumber", 30, FieldRule.UNCOMPARED);
    /** The web address, at most 255 characters. */
    public static final TextField<Company> WEBSITE = TYPE.text("website", 255);
    /** The territory. */
    public static final ReferenceField<Company> TERRITORY = TYPE.reference("territory");
    /** The member who looks after it. */
    public static final ReferenceField<Company> TERRITORY_MANAGER = TYPE.reference("territoryManager");
    /** The market. */
    public static final ReferenceField<Company> MARKET = TYPE.reference("market");
    /** The account number. */
    public static final TextField<Company> ACCOUNT_NUMBER = TYPE.text("accountNumber");
    /** The company it belongs to. */
    public static final ReferenceField<Company> PARENT_COMPANY = TYPE.reference("parentCompany");
    /** When it became a customer. */
    public static final MomentField<Company> DATE_ACQUIRED = TYPE.moment("dateAcquired");
    /** The revenue of a year, in its own currency. */
    public static final NumberField<Company> ANNUAL_REVENUE = TYPE.decimal("annualRevenue");
    /** The year of that revenue. */
    public static final NumberField<Company> REVENUE_YEAR = TYPE.integer("revenueYear");
    /** The most it may owe; since version 2026. */
    public static final NumberField<Company> CREDIT_LIMIT = TYPE.decimal("creditLimit");
    /** What it owes beyond the invoices here; since version 2026. */
    public static final NumberField<Company> ADDITIONAL_DEBT = TYPE.decimal("additionalDebt");
    /** The number of employees. */
    public static final NumberField<Company> NUMBER_OF_EMPLOYEES = TYPE.integer("numberOfEmployees");
    /** The year of its foundation, 1900 to 9999. */
    public static final NumberField<Company> YEAR_ESTABLISHED = TYPE.integer("yearEstablished", 1900, 9999);
    /** How it is owned, such as privately. */
    public static final ReferenceField<Company> OWNERSHIP_TYPE = TYPE.reference("ownershipType");
    /** The code of its industry. */
    public static final ReferenceField<Company> SIC_CODE = TYPE.reference("sicCode");
    /** The time zone. */
    public static final ReferenceField<Company> TIME_ZONE = TYPE.reference("timeZoneSetup");
    /** The calendar of its working hours. */
    public static final ReferenceField<Company> CALENDAR = TYPE.reference("calendar");
    /** Where the lead came from, at most 50 characters. */
    public static final TextField<Company> LEAD_SOURCE = TYPE.text("leadSource", 50);
    /** Whether it is a lead. */
    public static final FlagField<Company> LEAD = TYPE.flag("leadFlag");
    /** Whether it wants no marketing mail. */
    public static final FlagField<Company> UNSUBSCRIBE = TYPE.flag("unsubscribeFlag");
    /** Whether it is a vendor. */
    public static final FlagField<Company> VENDOR = TYPE.flag("isVendorFlag");
    /** The number by which the vendor knows the MSP. */
    public static final TextField<Company> VENDOR_IDENTIFIER = TYPE.text("vendorIdentifier");
    /** The number by which it is known as a reseller. */
    public static final TextField<Company> RESELLER_IDENTIFIER = TYPE.text("resellerIdentifier");
    /** The tax identifier. */
    public static final TextField<Company> TAX_IDENTIFIER = TYPE.text("taxIdentifier");
    /** The tax code. */
    public static final ReferenceField<Company> TAX_CODE = TYPE.reference("taxCode");
    /** The terms of payment. */
    public static final ReferenceField<Company> BILLING_TERMS = TYPE.reference("billingTerms");
    /** The company that gets the invoices. */
    public static final ReferenceField<Company> BILL_TO_COMPANY = TYPE.reference("billToCompany");
    /** The site that gets the invoices. */
    public static final ReferenceField<Company> BILLING_SITE = TYPE.reference("billingSite");
    /** The contact who gets the invoices. */
    public static final ReferenceField<Company> BILLING_CONTACT = TYPE.reference("billingContact");
    /** How invoices are delivered. */
    public static final ReferenceField<Company> INVOICE_DELIVERY_METHOD = TYPE.reference("invoiceDeliveryMethod");
    /** The template of its invoices. */
    public static final ReferenceField<Company> INVOICE_TEMPLATE = TYPE.reference("invoiceTemplate");
    /** The template of the mail that carries an invoice; since version 2026. */
    public static final ReferenceField<Company> EMAIL_TEMPLATE = TYPE.reference("emailTemplate");
    /** Where invoices are mailed. */
    public static final TextField<Company> INVOICE_TO_EMAIL_ADDRESS = TYPE.text("invoiceToEmailAddress");
    /** Who gets a copy of invoices. */
    public static final TextField<Company> INVOICE_CC_EMAIL_ADDRESS = TYPE.text("invoiceCCEmailAddress");
    /** The schedule of its prices. */
    public static final ReferenceField<Company> PRICING_SCHEDULE = TYPE.reference("pricingSchedule");
    /** The kind of entity for taxes. */
    public static final ReferenceField<Company> COMPANY_ENTITY_TYPE = TYPE.reference("companyEntityType");
    /** The currency. */
    public static final ReferenceField<Company> CURRENCY = TYPE.reference("currency");
    /** The address of its page at Facebook. */
    public static final TextField<Company> FACEBOOK_URL = TYPE.text("facebookUrl");
    /** The address of its page at Twitter. */
    public static final TextField<Company> TWITTER_URL = TYPE.text("twitterUrl");
    /** The address of its page at LinkedIn. */
    public static final TextField<Company> LINKED_IN_URL = TYPE.text("linkedInUrl");
    /** The first field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_1 = TYPE.text("userDefinedField1", 50);
    /** The second field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_2 = TYPE.text("userDefinedField2", 50);
    /** The third field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_3 = TYPE.text("userDefinedField3", 50);
    /** The fourth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_4 = TYPE.text("userDefinedField4", 50);
    /** The fifth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_5 = TYPE.text("userDefinedField5", 50);
    /** The sixth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_6 = TYPE.text("userDefinedField6", 50);
    /** The seventh field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_7 = TYPE.text("userDefinedField7", 50);
    /** The eighth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_8 = TYPE.text("userDefinedField8", 50);
    /** The ninth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_9 = TYPE.text("userDefinedField9", 50);
    /** The tenth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Company> USER_DEFINED_FIELD_10 = TYPE.text("userDefinedField10", 50);
    /** Words that integrations put on it, to find it again. */
    public static final ListField<Company, String> INTEGRATOR_TAGS = TYPE.texts("integratorTags");
    /** When it last changed; for conditions only. */
    public static final MomentField<Company> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CompanyField() {}
}

package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of contacts, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class ContactField {
    /** The kind of records. */
    public static final RecordType<Contact> TYPE = RecordType.of("contact", Contact::from);
    /** The id. */
    public static final NumberField<Contact> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /**
     * The first name; required. The contract does not say so, but servers refuse a contact without it. The vendor
     * states no limit.
     */
    public static final TextField<Contact> FIRST_NAME = TYPE.text("firstName", FieldRule.REQUIRED);
    /** The last name. */
    public static final TextField<Contact> LAST_NAME = TYPE.text("lastName");
    /** The company. */
    public static final ReferenceField<Contact> COMPANY = TYPE.reference("company");
    /** The site of the company. */
    public static final ReferenceField<Contact> SITE = TYPE.reference("site");
    /** Whether the contact is no longer in use. */
    public static final FlagField<Contact> INACTIVE = TYPE.flag("inactiveFlag");
    /** The job title. */
    public static final TextField<Contact> TITLE = TYPE.text("title");
    /** What friends call the contact. */
    public static final TextField<Contact> NICK_NAME = TYPE.text("nickName");
    /** The department. */
    public static final ReferenceField<Contact> DEPARTMENT = TYPE.reference("department");
    /** The relationship to the MSP, such as decision maker. */
    public static final ReferenceField<Contact> RELATIONSHIP = TYPE.reference("relationship");
    /** Another name for the relationship. */
    public static final TextField<Contact> RELATIONSHIP_OVERRIDE = TYPE.text("relationshipOverride");
    /** The contact's manager. */
    public static final ReferenceField<Contact> MANAGER_CONTACT = TYPE.reference("managerContact");
    /** The contact's assistant. */
    public static final ReferenceField<Contact> ASSISTANT_CONTACT = TYPE.reference("assistantContact");
    /** The first line of the address; by default that of the site. */
    public static final TextField<Contact> ADDRESS_LINE_1 = TYPE.text("addressLine1");
    /** The second line of the address. */
    public static final TextField<Contact> ADDRESS_LINE_2 = TYPE.text("addressLine2");
    /** The city. */
    public static final TextField<Contact> CITY = TYPE.text("city");
    /** The state or county. */
    public static final TextField<Contact> STATE = TYPE.text("state");
    /** The postal code. */
    public static final TextField<Contact> ZIP = TYPE.text("zip");
    /** The country. */
    public static final ReferenceField<Contact> COUNTRY = TYPE.reference("country");
    /**
     * The telephone numbers and mail addresses. They can be set here at creation only; afterwards one by one through
     * {@code Contacts.communications}, so that no change of another program is lost.
     */
    public static final ListField<Contact, Draft<ContactCommunication>> COMMUNICATION_ITEMS =
            TYPE.drafts("communicationItems", FieldRule.CREATE_ONLY);
    /** The ids of the types. They can be set at creation only; afterwards by {@code Contacts.typeAssociations}. */
    public static final ListField<Contact, Integer> TYPE_IDS =
            TYPE.integers("typeIds", FieldRule.CREATE_ONLY, FieldRule.UNCOMPARED);
    /** The types, such as approver; for child conditions. */
    public static final ListField<Contact, Reference> TYPES = TYPE.references("types", FieldRule.READ_ONLY);
    /** Whether it is the company's main contact. */
    public static final FlagField<Contact> DEFAULT_CONTACT = TYPE.flag("defaultFlag");
    /** Whether it gets the company's invoices. */
    public static final FlagField<Contact> DEFAULT_BILLING = TYPE.flag("defaultBillingFlag");
    /** Whether the contact wants no marketing mail. */
    public static final FlagField<Contact> UNSUBSCRIBE = TYPE.flag("unsubscribeFlag");
    /** The name of the type of the main telephone number. */
    public static final TextField<Contact> DEFAULT_PHONE_TYPE = TYPE.text("defaultPhoneType", FieldRule.READ_ONLY);
    /** The main telephone number; set through {@code Contacts.communications}. */
    public static final TextField<Contact> DEFAULT_PHONE_NUMBER = TYPE.text("defaultPhoneNbr", FieldRule.READ_ONLY);
    /** The extension of the main telephone number. */
    public static final TextField<Contact> DEFAULT_PHONE_EXTENSION =
            TYPE.text("defaultPhoneExtension", FieldRule.READ_ONLY);
    /** The MSP's location that serves the contact. */
    public static final ReferenceField<Contact> COMPANY_LOCATION = TYPE.reference("companyLocation");
    /** The login name at the customer portal. */
    public static final TextField<Contact> SECURITY_IDENTIFIER = TYPE.text("securityIdentifier");
    /** The password at the customer portal, which no answer shows. */
    public static final TextField<Contact> PORTAL_PASSWORD = TYPE.text("portalPassword", FieldRule.UNCOMPARED);
    /** The level of rights at the customer portal. */
    public static final NumberField<Contact> PORTAL_SECURITY_LEVEL = TYPE.integer("portalSecurityLevel");
    /** Whether the contact may not log in at the customer portal. */
    public static final FlagField<Contact> DISABLE_PORTAL_LOGIN = TYPE.flag("disablePortalLoginFlag");
    /** Whether it is created although one like it exists. */
    public static final FlagField<Contact> IGNORE_DUPLICATES = TYPE.flag("ignoreDuplicates", FieldRule.UNCOMPARED);
    /** The contact that it was merged into by default. */
    public static final NumberField<Contact> DEFAULT_MERGE_CONTACT_ID = TYPE.integer("defaultMergeContactId");
    /** The address of the page at Facebook. */
    public static final TextField<Contact> FACEBOOK_URL = TYPE.text("facebookUrl");
    /** The address of the page at Twitter. */
    public static final TextField<Contact> TWITTER_URL = TYPE.text("twitterUrl");
    /** The address of the page at LinkedIn. */
    public static final TextField<Contact> LINKED_IN_URL = TYPE.text("linkedInUrl");
    /** The first field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_1 = TYPE.text("userDefinedField1", 50);
    /** The second field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_2 = TYPE.text("userDefinedField2", 50);
    /** The third field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_3 = TYPE.text("userDefinedField3", 50);
    /** The fourth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_4 = TYPE.text("userDefinedField4", 50);
    /** The fifth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_5 = TYPE.text("userDefinedField5", 50);
    /** The sixth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_6 = TYPE.text("userDefinedField6", 50);
    /** The seventh field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_7 = TYPE.text("userDefinedField7", 50);
    /** The eighth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_8 = TYPE.text("userDefinedField8", 50);
    /** The ninth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_9 = TYPE.text("userDefinedField9", 50);
    /** The tenth field that the MSP defines as it likes, at most 50 characters. */
    public static final TextField<Contact> USER_DEFINED_FIELD_10 = TYPE.text("userDefinedField10", 50);
    /** Words that integrations put on it, to find it again. */
    public static final ListField<Contact, String> INTEGRATOR_TAGS = TYPE.texts("integratorTags");
    /** When it last changed; for conditions only. */
    public static final MomentField<Contact> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ContactField() {}
}

package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of communications of a contact, for conditions, drafts and edits. Lengths are the vendor's, of version
 * 2026.4.
 */
public final class ContactCommunicationField {
    /** The kind of records. */
    public static final RecordType<ContactCommunication> TYPE =
            RecordType.of("communication", ContactCommunication::from);
    /** The id. */
    public static final NumberField<ContactCommunication> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The type, such as Direct, which says whether it is a telephone, a fax or mail; required. */
    public static final ReferenceField<ContactCommunication> COMMUNICATION_TYPE =
            TYPE.reference("type", FieldRule.REQUIRED);
    /**
     * The number or address; required, at most 250 characters. Not compared after an edit: the server may format it.
     */
    public static final TextField<ContactCommunication> VALUE =
            TYPE.text("value", 250, FieldRule.REQUIRED, FieldRule.UNCOMPARED);
    /** The extension of a telephone number, at most 15 characters. */
    public static final TextField<ContactCommunication> EXTENSION = TYPE.text("extension", 15, FieldRule.UNCOMPARED);
    /** Whether it is the first to use of its kind. */
    public static final FlagField<ContactCommunication> DEFAULT_ONE = TYPE.flag("defaultFlag");
    /** Email, Fax or Phone; by default that of the type. */
    public static final TextField<ContactCommunication> MEDIUM = TYPE.text("communicationType");
    /** What stands after the @ of a mail address. */
    public static final TextField<ContactCommunication> DOMAIN = TYPE.text("domain", FieldRule.READ_ONLY);
    /** The contact. */
    public static final NumberField<ContactCommunication> CONTACT_ID = TYPE.integer("contactId", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<ContactCommunication> LAST_UPDATED =
            TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ContactCommunicationField() {}
}

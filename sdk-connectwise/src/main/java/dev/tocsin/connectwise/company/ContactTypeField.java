package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of contact types, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class ContactTypeField {
    /** The kind of records. */
    public static final RecordType<ContactType> TYPE = RecordType.of("contact type", ContactType::from);
    /** The id. */
    public static final NumberField<ContactType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<ContactType> DESCRIPTION = TYPE.text("description", 50, FieldRule.REQUIRED);
    /** Whether new contacts get it when they name none. */
    public static final FlagField<ContactType> DEFAULT_TYPE = TYPE.flag("defaultFlag");
    /** Whether members who open a ticket for such a contact are shown the message. */
    public static final FlagField<ContactType> SERVICE_ALERT = TYPE.flag("serviceAlertFlag");
    /** What they are shown, at most 150 characters. */
    public static final TextField<ContactType> SERVICE_ALERT_MESSAGE = TYPE.text("serviceAlertMessage", 150);
    /** When it last changed; for conditions only. */
    public static final MomentField<ContactType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ContactTypeField() {}
}

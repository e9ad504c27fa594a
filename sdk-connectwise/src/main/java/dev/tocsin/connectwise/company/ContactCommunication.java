package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number, fax number or mail address of a contact.
 *
 * @param id the id
 * @param type the type, such as Direct, which says whether it is a telephone, a fax or mail; null if unset
 * @param value the number or address
 * @param extension the extension of a telephone number; null if unset
 * @param defaultOne whether it is the first to use of its kind
 * @param medium Email, Fax or Phone, an open list; null if unset
 * @param domain what stands after the @ of a mail address; null if unset
 * @param contactId the contact; null where it stands in the contact itself
 */
public record ContactCommunication(
        int id,
        @Nullable Reference type,
        String value,
        @Nullable String extension,
        boolean defaultOne,
        @Nullable String medium,
        @Nullable String domain,
        @Nullable Integer contactId) {
    /** An empty draft; communication type and value are required. */
    public static Draft<ContactCommunication> draft() {
        return ContactCommunicationField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<ContactCommunication> edit() {
        return ContactCommunicationField.TYPE.edit();
    }

    static ContactCommunication from(JsonRecord f) {
        return new ContactCommunication(
                f.id(),
                Reference.in(f, "type"),
                f.textOrEmpty("value"),
                f.text("extension"),
                f.flag("defaultFlag"),
                f.text("communicationType"),
                f.text("domain"),
                f.integer("contactId"));
    }
}

package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A type that contacts can have, such as approver.
 *
 * @param id the id
 * @param description the name
 * @param defaultType whether new contacts get it when they name none
 * @param serviceAlert whether members who open a ticket for such a contact are shown the message
 * @param serviceAlertMessage what members who open a ticket for such a contact are shown; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record ContactType(
        int id,
        String description,
        boolean defaultType,
        boolean serviceAlert,
        @Nullable String serviceAlertMessage,
        @Nullable Instant lastUpdated) {
    /** An empty draft; description is required. */
    public static Draft<ContactType> draft() {
        return ContactTypeField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<ContactType> edit() {
        return ContactTypeField.TYPE.edit();
    }

    static ContactType from(JsonRecord f) {
        return new ContactType(
                f.id(),
                f.textOrEmpty("description"),
                f.flag("defaultFlag"),
                f.flag("serviceAlertFlag"),
                f.text("serviceAlertMessage"),
                f.info().instant("lastUpdated"));
    }
}

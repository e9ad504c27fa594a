package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A type that communications of contacts can have, such as Direct or Mobile.
 *
 * @param id the id
 * @param description the name
 * @param phone whether it is for telephone numbers; one of phone, fax and mail must be true
 * @param fax whether it is for fax numbers
 * @param email whether it is for mail addresses
 * @param defaultType whether it is the first to use of its kind
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record CommunicationType(
        int id,
        String description,
        boolean phone,
        boolean fax,
        boolean email,
        boolean defaultType,
        @Nullable Instant lastUpdated) {
    /** An empty draft; description is required. */
    public static Draft<CommunicationType> draft() {
        return CommunicationTypeField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<CommunicationType> edit() {
        return CommunicationTypeField.TYPE.edit();
    }

    static CommunicationType from(JsonRecord f) {
        return new CommunicationType(
                f.id(),
                f.textOrEmpty("description"),
                f.flag("phoneFlag"),
                f.flag("faxFlag"),
                f.flag("emailFlag"),
                f.flag("defaultFlag"),
                f.info().instant("lastUpdated"));
    }
}

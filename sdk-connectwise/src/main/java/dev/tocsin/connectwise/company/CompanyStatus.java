package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A status that companies can have.
 *
 * @param id the id
 * @param name the name
 * @param defaultStatus whether new companies get it when they name none
 * @param inactive whether companies in it are no longer served
 * @param disallowSaving whether nothing may be saved for companies in it, such as a ticket
 * @param notifying whether members are shown the message
 * @param notificationMessage what members are shown; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record CompanyStatus(
        int id,
        String name,
        boolean defaultStatus,
        boolean inactive,
        boolean disallowSaving,
        boolean notifying,
        @Nullable String notificationMessage,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name is required. */
    public static Draft<CompanyStatus> draft() {
        return CompanyStatusField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<CompanyStatus> edit() {
        return CompanyStatusField.TYPE.edit();
    }

    static CompanyStatus from(JsonRecord f) {
        return new CompanyStatus(
                f.id(),
                f.textOrEmpty("name"),
                f.flag("defaultFlag"),
                f.flag("inactiveFlag"),
                f.flag("disallowSavingFlag"),
                f.flag("notifyFlag"),
                f.text("notificationMessage"),
                f.info().instant("lastUpdated"));
    }
}

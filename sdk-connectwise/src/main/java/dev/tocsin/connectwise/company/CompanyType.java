package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A type that companies can have, such as customer.
 *
 * @param id the id
 * @param name the name
 * @param defaultType whether new companies get it when they name none
 * @param vendor whether companies of it are vendors
 * @param serviceAlert whether members who open a ticket for such a company are shown the message
 * @param serviceAlertMessage what members who open a ticket for such a company are shown; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record CompanyType(
        int id,
        String name,
        boolean defaultType,
        boolean vendor,
        boolean serviceAlert,
        @Nullable String serviceAlertMessage,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name is required. */
    public static Draft<CompanyType> draft() {
        return CompanyTypeField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<CompanyType> edit() {
        return CompanyTypeField.TYPE.edit();
    }

    static CompanyType from(JsonRecord f) {
        return new CompanyType(
                f.id(),
                f.textOrEmpty("name"),
                f.flag("defaultFlag"),
                f.flag("vendorFlag"),
                f.flag("serviceAlertFlag"),
                f.text("serviceAlertMessage"),
                f.info().instant("lastUpdated"));
    }
}

package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address of a company.
 *
 * @param id the id
 * @param name the name
 * @param primary whether it is the company's main address
 * @param inactive whether it is no longer used
 * @param addressLine1 the first line of the address; null if unset
 * @param addressLine2 the second line of the address; null if unset
 * @param city the city; null if unset
 * @param state the state or county; by identifier, such as {@code FL}, or id; null if unset
 * @param zip the postal code; null if unset
 * @param country the country; null if unset
 * @param phoneNumber the telephone number as the server formats it; null if unset
 * @param phoneExtension the extension of the telephone number; null if unset
 * @param faxNumber the fax number as the server formats it; null if unset
 * @param defaultShipping whether goods go there by default
 * @param defaultBilling whether invoices go there by default
 * @param defaultMailing whether mail goes there by default
 * @param taxCode the tax code; null if unset
 * @param timeZone the time zone; null if unset
 * @param territory the territory; null if unset
 * @param company the company it belongs to; null if the answer omits it
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record CompanySite(
        int id,
        String name,
        boolean primary,
        boolean inactive,
        @Nullable String addressLine1,
        @Nullable String addressLine2,
        @Nullable String city,
        @Nullable Reference state,
        @Nullable String zip,
        @Nullable Reference country,
        @Nullable String phoneNumber,
        @Nullable String phoneExtension,
        @Nullable String faxNumber,
        boolean defaultShipping,
        boolean defaultBilling,
        boolean defaultMailing,
        @Nullable Reference taxCode,
        @Nullable Reference timeZone,
        @Nullable Reference territory,
        @Nullable Reference company,
        List<CustomField> customFields,
        @Nullable Instant lastUpdated) {
    /** Copies the list. */
    public CompanySite {
        customFields = List.copyOf(customFields);
    }

    /** An empty draft; name is required. */
    public static Draft<CompanySite> draft() {
        return CompanySiteField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<CompanySite> edit() {
        return CompanySiteField.TYPE.edit();
    }

    static CompanySite from(JsonRecord f) {
        return new CompanySite(
                f.id(),
                f.textOrEmpty("name"),
                f.flag("primaryAddressFlag"),
                f.flag("inactiveFlag"),
                f.text("addressLine1"),
                f.text("addressLine2"),
                f.text("city"),
                Reference.in(f, "stateReference"),
                f.text("zip"),
                Reference.in(f, "country"),
                f.text("phoneNumber"),
                f.text("phoneNumberExt"),
                f.text("faxNumber"),
                f.flag("defaultShippingFlag"),
                f.flag("defaultBillingFlag"),
                f.flag("defaultMailingFlag"),
                Reference.in(f, "taxCode"),
                Reference.in(f, "timeZone"),
                Reference.in(f, "territory"),
                Reference.in(f, "company"),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}

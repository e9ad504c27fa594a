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
 * A company: a customer of the MSP, a prospect or a vendor.
 *
 * @param id the id
 * @param identifier the short unique name
 * @param name the name
 * @param status the status; null if the role may not see it
 * @param site the main site; null if there is none
 * @param defaultContact the main contact; null if there is none
 * @param deleted whether it was deleted: such a company can still be read by id
 * @param types the types, such as customer; empty if the answer omits them
 * @param addressLine1 the first line of the address; null if empty
 * @param addressLine2 the second line of the address; null if empty
 * @param city the city; null if empty
 * @param state the state or county; null if empty
 * @param zip the postal code; null if empty
 * @param phoneNumber the telephone number as typed in; null if empty
 * @param website the web address as typed in; null if empty
 * @param territory the territory; null if unset
 * @param accountNumber the account number; null if empty
 * @param vendor whether it is a vendor
 * @param integratorTags the words that integrations put on it
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Company(
        int id,
        String identifier,
        String name,
        @Nullable Reference status,
        @Nullable Reference site,
        @Nullable Reference defaultContact,
        boolean deleted,
        List<Reference> types,
        @Nullable String addressLine1,
        @Nullable String addressLine2,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zip,
        @Nullable String phoneNumber,
        @Nullable String website,
        @Nullable Reference territory,
        @Nullable String accountNumber,
        boolean vendor,
        List<String> integratorTags,
        List<CustomField> customFields,
        @Nullable Instant lastUpdated) {
    /** Copies the lists. */
    public Company {
        types = List.copyOf(types);
        integratorTags = List.copyOf(integratorTags);
        customFields = List.copyOf(customFields);
    }

    /** An empty draft; identifier and name are required. */
    public static Draft<Company> draft() {
        return CompanyField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Company> edit() {
        return CompanyField.TYPE.edit();
    }

    static Company from(JsonRecord f) {
        return new Company(
                f.id(),
                f.textOrEmpty("identifier"),
                f.textOrEmpty("name"),
                Reference.in(f, "status"),
                Reference.in(f, "site"),
                Reference.in(f, "defaultContact"),
                f.flag("deletedFlag"),
                Reference.listIn(f, "types"),
                f.text("addressLine1"),
                f.text("addressLine2"),
                f.text("city"),
                f.text("state"),
                f.text("zip"),
                f.text("phoneNumber"),
                f.text("website"),
                Reference.in(f, "territory"),
                f.text("accountNumber"),
                f.flag("isVendorFlag"),
                f.texts("integratorTags"),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}

package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.math.BigDecimal;
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
 * @param types the types, such as customer; empty if the answer omits them
 * @param site the main site; null if there is none
 * @param defaultContact the main contact; null if there is none
 * @param deleted whether it was deleted: such a company can still be read by id
 * @param dateDeleted when it was deleted; null if unset
 * @param addressLine1 the first line of the address; null if unset
 * @param addressLine2 the second line of the address; null if unset
 * @param city the city; null if unset
 * @param state the state or county; null if unset
 * @param zip the postal code; null if unset
 * @param country the country; null if unset
 * @param phoneNumber the telephone number as the server formats it; null if unset
 * @param faxNumber the fax number as the server formats it; null if unset
 * @param website the web address as typed in; null if unset
 * @param territory the territory; null if unset
 * @param territoryManager the member who looks after it; null if unset
 * @param market the market; null if unset
 * @param accountNumber the account number; null if unset
 * @param parentCompany the company it belongs to; null if unset
 * @param dateAcquired when it became a customer; null if unset
 * @param annualRevenue the revenue of a year, in its own currency; null if unset
 * @param numberOfEmployees the number of employees; null if unset
 * @param leadSource where the lead came from; null if unset
 * @param lead whether it is a lead
 * @param vendor whether it is a vendor
 * @param taxIdentifier the tax identifier; null if unset
 * @param taxCode the tax code; null if unset
 * @param billingTerms the terms of payment; null if unset
 * @param billToCompany the company that gets the invoices; null if unset
 * @param billingSite the site that gets the invoices; null if unset
 * @param billingContact the contact who gets the invoices; null if unset
 * @param invoiceToEmailAddress where invoices are mailed; null if unset
 * @param currency the currency; null if unset
 * @param integratorTags the words that integrations put on it
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Company(
        int id,
        String identifier,
        String name,
        @Nullable Reference status,
        List<Reference> types,
        @Nullable Reference site,
        @Nullable Reference defaultContact,
        boolean deleted,
        @Nullable Instant dateDeleted,
        @Nullable String addressLine1,
        @Nullable String addressLine2,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zip,
        @Nullable Reference country,
        @Nullable String phoneNumber,
        @Nullable String faxNumber,
        @Nullable String website,
        @Nullable Reference territory,
        @Nullable Reference territoryManager,
        @Nullable Reference market,
        @Nullable String accountNumber,
        @Nullable Reference parentCompany,
        @Nullable Instant dateAcquired,
        @Nullable BigDecimal annualRevenue,
        @Nullable Integer numberOfEmployees,
        @Nullable String leadSource,
        boolean lead,
        boolean vendor,
        @Nullable String taxIdentifier,
        @Nullable Reference taxCode,
        @Nullable Reference billingTerms,
        @Nullable Reference billToCompany,
        @Nullable Reference billingSite,
        @Nullable Reference billingContact,
        @Nullable String invoiceToEmailAddress,
        @Nullable Reference currency,
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
                Reference.listIn(f, "types"),
                Reference.in(f, "site"),
                Reference.in(f, "defaultContact"),
                f.flag("deletedFlag"),
                f.instant("dateDeleted"),
                f.text("addressLine1"),
                f.text("addressLine2"),
                f.text("city"),
                f.text("state"),
                f.text("zip"),
                Reference.in(f, "country"),
                f.text("phoneNumber"),
                f.text("faxNumber"),
                f.text("website"),
                Reference.in(f, "territory"),
                Reference.in(f, "territoryManager"),
                Reference.in(f, "market"),
                f.text("accountNumber"),
                Reference.in(f, "parentCompany"),
                f.instant("dateAcquired"),
                f.decimal("annualRevenue"),
                f.integer("numberOfEmployees"),
                f.text("leadSource"),
                f.flag("leadFlag"),
                f.flag("isVendorFlag"),
                f.text("taxIdentifier"),
                Reference.in(f, "taxCode"),
                Reference.in(f, "billingTerms"),
                Reference.in(f, "billToCompany"),
                Reference.in(f, "billingSite"),
                Reference.in(f, "billingContact"),
                f.text("invoiceToEmailAddress"),
                Reference.in(f, "currency"),
                f.texts("integratorTags"),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}

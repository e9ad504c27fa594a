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
 * A person at a company.
 *
 * @param id the id
 * @param firstName the first name
 * @param lastName the last name; null if unset
 * @param company the company; null if unset
 * @param site the site of the company; null if unset
 * @param inactive whether the contact is no longer in use
 * @param title the job title; null if unset
 * @param nickName what friends call the contact; null if unset
 * @param department the department; null if unset
 * @param relationship the relationship to the MSP, such as decision maker; null if unset
 * @param managerContact the contact's manager; null if unset
 * @param assistantContact the contact's assistant; null if unset
 * @param addressLine1 the first line of the address; by default that of the site; null if unset
 * @param addressLine2 the second line of the address; null if unset
 * @param city the city; null if unset
 * @param state the state or county; null if unset
 * @param zip the postal code; null if unset
 * @param country the country; null if unset
 * @param communicationItems the telephone numbers and mail addresses
 * @param types the types, such as approver; empty if the answer omits them
 * @param defaultContact whether it is the company's main contact
 * @param defaultBilling whether it gets the company's invoices
 * @param unsubscribed whether the contact wants no marketing mail
 * @param defaultPhoneNumber the main telephone number; null if unset
 * @param defaultPhoneExtension the extension of the main telephone number; null if unset
 * @param portalSecurityLevel the level of rights at the customer portal; null if unset
 * @param portalLoginDisabled whether the contact may not log in at the customer portal
 * @param integratorTags the words that integrations put on it
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Contact(
        int id,
        String firstName,
        @Nullable String lastName,
        @Nullable Reference company,
        @Nullable Reference site,
        boolean inactive,
        @Nullable String title,
        @Nullable String nickName,
        @Nullable Reference department,
        @Nullable Reference relationship,
        @Nullable Reference managerContact,
        @Nullable Reference assistantContact,
        @Nullable String addressLine1,
        @Nullable String addressLine2,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zip,
        @Nullable Reference country,
        List<ContactCommunication> communicationItems,
        List<Reference> types,
        boolean defaultContact,
        boolean defaultBilling,
        boolean unsubscribed,
        @Nullable String defaultPhoneNumber,
        @Nullable String defaultPhoneExtension,
        @Nullable Integer portalSecurityLevel,
        boolean portalLoginDisabled,
        List<String> integratorTags,
        List<CustomField> customFields,
        @Nullable Instant lastUpdated) {
    /** Copies the lists. */
    public Contact {
        communicationItems = List.copyOf(communicationItems);
        types = List.copyOf(types);
        integratorTags = List.copyOf(integratorTags);
        customFields = List.copyOf(customFields);
    }

    /** An empty draft; first name is required. */
    public static Draft<Contact> draft() {
        return ContactField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Contact> edit() {
        return ContactField.TYPE.edit();
    }

    static Contact from(JsonRecord f) {
        return new Contact(
                f.id(),
                f.textOrEmpty("firstName"),
                f.text("lastName"),
                Reference.in(f, "company"),
                Reference.in(f, "site"),
                f.flag("inactiveFlag"),
                f.text("title"),
                f.text("nickName"),
                Reference.in(f, "department"),
                Reference.in(f, "relationship"),
                Reference.in(f, "managerContact"),
                Reference.in(f, "assistantContact"),
                f.text("addressLine1"),
                f.text("addressLine2"),
                f.text("city"),
                f.text("state"),
                f.text("zip"),
                Reference.in(f, "country"),
                f.records("communicationItems").stream()
                        .map(ContactCommunication::from)
                        .toList(),
                Reference.listIn(f, "types"),
                f.flag("defaultFlag"),
                f.flag("defaultBillingFlag"),
                f.flag("unsubscribeFlag"),
                f.text("defaultPhoneNbr"),
                f.text("defaultPhoneExtension"),
                f.integer("portalSecurityLevel"),
                f.flag("disablePortalLoginFlag"),
                f.texts("integratorTags"),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}

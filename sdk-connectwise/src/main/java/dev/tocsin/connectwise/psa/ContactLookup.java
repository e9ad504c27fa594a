package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.company.Contact;
import dev.tocsin.connectwise.company.ContactField;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.event.EventUser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the contact that a user is. What the server finds is compared here once more: no wildcard, no loose comparison and
 * no other company gets through. Thread-safe.
 */
final class ContactLookup {
    private static final String MAIL = "communicationItems/value";

    private final ConnectWise client;

    ContactLookup(ConnectWise client) {
        this.client = client;
    }

    /** The id of the contact; empty if there is none, or more than one. */
    Optional<String> find(String company, EventUser user) {
        String address = user.principalName();
        if (address == null || address.indexOf('@') <= 0) {
            return Optional.empty();
        }
        Query query;
        try {
            query = Query.where(
                            CompanyCondition.on(ContactField.COMPANY, company).and(ContactField.INACTIVE.isFalse()))
                    .whereChild(anyCase(address));
        } catch (InvalidRequestException e) {
            // No condition can hold it, so no address that a contact really has is like it.
            return Optional.empty();
        }
        try (Stream<Contact> contacts = client.contacts().stream(query)) {
            List<Integer> found = contacts.filter(contact -> !contact.inactive())
                    .filter(contact -> CompanyCondition.isMetBy(contact.company(), company))
                    .filter(contact -> has(contact, address))
                    .map(Contact::id)
                    .distinct()
                    .limit(2)
                    .toList();
            return found.size() == 1 ? Optional.of(Integer.toString(found.get(0))) : Optional.empty();
        }
    }

    /** Servers ignore case as far as is known; both forms, where they differ, find it on one that does not. */
    private static Condition anyCase(String address) {
        Set<String> forms = new LinkedHashSet<>(List.of(address, address.toLowerCase(Locale.ROOT)));
        return Conditions.any(
                forms.stream().map(form -> Conditions.field(MAIL).eq(form)).toList());
    }

    private static boolean has(Contact contact, String address) {
        return contact.communicationItems().stream()
                .filter(item -> item.medium() == null || item.medium().equalsIgnoreCase("Email"))
                .anyMatch(item -> item.value().strip().equalsIgnoreCase(address));
    }
}

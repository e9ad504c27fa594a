package dev.tocsin.core.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed about a technician, unchecked. {@link TechnicianForm} reads it.
 *
 * @param name the name
 * @param emails the mail addresses, as they were typed
 * @param phones the phones, as they were typed
 * @param usernames the names by which systems know the technician
 * @param psaMember the identifier of the member in the PSA, which is a username as well, or null if there is none
 */
public record TechnicianDraft(
        String name,
        List<String> emails,
        List<String> phones,
        List<String> usernames,
        @Nullable String psaMember) {
    /** Copies the lists. */
    public TechnicianDraft {
        emails = List.copyOf(emails);
        phones = List.copyOf(phones);
        usernames = List.copyOf(usernames);
    }

    /** A draft with a name and nothing else. */
    public static TechnicianDraft named(String name) {
        return new TechnicianDraft(name, List.of(), List.of(), List.of(), null);
    }

    /** A technician as it would be typed, to be changed and handed in again; numbers are in full. */
    public static TechnicianDraft of(Technician technician) {
        return new TechnicianDraft(
                technician.name(),
                technician.emails().stream()
                        .map(email -> email.address().value())
                        .toList(),
                technician.phones().stream().map(phone -> typed(phone.phone())).toList(),
                technician.usernames().stream().map(Username::value).toList(),
                technician.psaMember().orElse(null));
    }

    private static String typed(Phone phone) {
        String extension = phone.extension();
        return phone.number().e164() + (extension == null ? "" : " ext. " + extension);
    }

    /** This draft with another name. */
    public TechnicianDraft withName(String other) {
        return new TechnicianDraft(other, emails, phones, usernames, psaMember);
    }

    /** This draft with other mail addresses. */
    public TechnicianDraft withEmails(List<String> others) {
        return new TechnicianDraft(name, others, phones, usernames, psaMember);
    }

    /** This draft with other phones. */
    public TechnicianDraft withPhones(List<String> others) {
        return new TechnicianDraft(name, emails, others, usernames, psaMember);
    }

    /** This draft with other usernames; the PSA's member stays one. */
    public TechnicianDraft withUsernames(List<String> others) {
        return new TechnicianDraft(name, emails, phones, others, psaMember);
    }

    /** This draft with another member of the PSA, or null for none. */
    public TechnicianDraft withPsaMember(@Nullable String other) {
        return new TechnicianDraft(name, emails, phones, usernames, other);
    }

    /** The draft without its numbers. */
    @Override
    public String toString() {
        return "TechnicianDraft[name=" + name + ", usernames=" + usernames + ", " + phones.size() + " phones]";
    }
}

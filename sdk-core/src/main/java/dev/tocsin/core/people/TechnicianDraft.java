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

    /** The draft without its numbers. */
    @Override
    public String toString() {
        return "TechnicianDraft[name=" + name + ", usernames=" + usernames + ", " + phones.size() + " phones]";
    }
}

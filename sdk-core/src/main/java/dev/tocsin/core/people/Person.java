package dev.tocsin.core.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom an event may mean.
 *
 * @param ref who it is
 * @param name the name that people read
 * @param objectId the directory's id, or null if none is known
 * @param principalName the name to sign in with, or null if none is known
 * @param usernames further names by which systems know the person
 * @param phones the phones, the best first
 * @param present whether the account is there; who is gone is found by the object id only, since names are given out again, and
 *     makes an event that has the name alone doubtful
 */
public record Person(
        PersonRef ref,
        String name,
        @Nullable String objectId,
        @Nullable String principalName,
        List<String> usernames,
        List<Phone> phones,
        boolean present) {
    /** Copies the lists. */
    public Person {
        usernames = List.copyOf(usernames);
        phones = List.copyOf(phones);
    }

    /** A technician. */
    public static Person of(Technician technician) {
        DirectoryRef directory = technician.directory();
        return new Person(
                technician.ref(),
                technician.name(),
                directory == null ? null : directory.userId(),
                technician.usernames().stream()
                        .filter(name -> name.origin() == Origin.DIRECTORY)
                        .map(Username::value)
                        .findFirst()
                        .orElse(null),
                technician.usernames().stream()
                        .filter(name -> name.origin() == Origin.PERSON)
                        .map(Username::value)
                        .toList(),
                technician.phones().stream().map(TechnicianPhone::phone).toList(),
                technician.accountState() != AccountState.GONE);
    }

    /** The user of a customer. */
    public static Person of(CompanyUser user) {
        return new Person(
                user.ref(),
                user.name(),
                user.directory().userId(),
                user.principalName(),
                List.of(),
                user.phones(),
                user.accountState() != AccountState.GONE);
    }
}

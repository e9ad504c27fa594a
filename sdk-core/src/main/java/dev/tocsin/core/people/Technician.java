package dev.tocsin.core.people;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A person who receives alerts and closes tickets. Immutable; {@link TechnicianForm} makes one of what a person typed, and
 * {@link TechnicianImport} of a directory's user.
 *
 * @param msp the MSP
 * @param id the id of the technician, 1 to 64 characters; it never changes
 * @param name the name that people read, 1 to 200 characters
 * @param emails the mail addresses, each once, those given by persons first
 * @param phones the phones, each once, those given by persons first; within those of a directory the mobile phone first
 * @param usernames the names by which systems know the technician, each once; at most one is the PSA's member
 * @param directory the directory's user, or null if the technician was added by hand
 * @param accountState what the directory says of the account; {@link AccountState#NONE} if there is none
 * @param status whether alerts are taken
 * @param statusOrigin {@link Origin#PERSON} if a person set the status, which no import changes; else it follows the directory, if there
 *     is one
 */
public record Technician(
        MspId msp,
        String id,
        String name,
        List<TechnicianEmail> emails,
        List<TechnicianPhone> phones,
        List<Username> usernames,
        @Nullable DirectoryRef directory,
        AccountState accountState,
        TechnicianStatus status,
        Origin statusOrigin) {
    /** The most characters of a name. */
    static final int MAX_NAME = 200;

    /** Refuses what does not fit together; copies the lists. */
    public Technician {
        if (id.isBlank() || id.length() > 64) {
            throw new ConfigurationException("technician.id", "1 to 64 characters are legal");
        }
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new ConfigurationException("technician.name", "1 to " + MAX_NAME + " characters are legal");
        }
        emails = List.copyOf(emails);
        phones = List.copyOf(phones);
        usernames = List.copyOf(usernames);
        unique(
                "emails",
                emails,
                emails.stream().map(email -> email.address().key()).toList());
        unique("phones", phones, phones.stream().map(Technician::key).toList());
        unique("usernames", usernames, usernames.stream().map(Username::key).toList());
        if (usernames.stream().filter(Username::psaMember).count() > 1) {
            throw new ConfigurationException("technician.usernames", "at most one names the member in the PSA");
        }
        if ((directory == null) != (accountState == AccountState.NONE)) {
            throw new ConfigurationException(
                    "technician.accountState", "an account has a directory's user, and one without has none");
        }
    }

    private static String key(TechnicianPhone phone) {
        return phone.phone().number().e164() + "x" + phone.phone().extension();
    }

    private static void unique(String field, Collection<?> all, Collection<String> keys) {
        if (new HashSet<>(keys).size() != all.size()) {
            throw new ConfigurationException("technician." + field, "each stands once, whatever its case");
        }
    }

    /**
     * A technician with a name and nothing else, as a person added: active, which nobody set. Should a directory's user turn out
     * to be the technician, the status follows the account, unless a person has set one by then.
     */
    public static Technician byHand(MspId msp, String id, String name) {
        return new Technician(
                msp,
                id,
                name,
                List.of(),
                List.of(),
                List.of(),
                null,
                AccountState.NONE,
                TechnicianStatus.ACTIVE,
                Origin.DIRECTORY);
    }

    /** Whether a directory's user is behind the technician. */
    public boolean isImported() {
        return directory != null;
    }

    /** The technician for the ledger of consent. */
    public PersonRef ref() {
        return PersonRef.technician(msp, id);
    }

    /** The first phone that may be used so; consent is asked for elsewhere. Empty if none may. */
    public Optional<Phone> firstPhone(PhoneUse use) {
        return phones.stream()
                .map(TechnicianPhone::phone)
                .filter(phone -> phone.takes(use))
                .findFirst();
    }

    /** The first mail address; empty if there is none. */
    public Optional<EmailAddress> email() {
        return emails.stream().map(TechnicianEmail::address).findFirst();
    }

    /** The numbers of the phones, extensions left out. */
    public Set<PhoneNumber> numbers() {
        Set<PhoneNumber> numbers = new HashSet<>();
        phones.forEach(phone -> numbers.add(phone.phone().number()));
        return Set.copyOf(numbers);
    }

    /** The identifier of the technician's member in the PSA; empty if none was named. */
    public Optional<String> psaMember() {
        return usernames.stream()
                .filter(Username::psaMember)
                .map(Username::value)
                .findFirst();
    }

    /** Whether a name is one of the technician's, whatever its case. */
    public boolean isKnownAs(String username) {
        String key = PersonText.key(username);
        return usernames.stream().anyMatch(one -> one.key().equals(key));
    }

    /** This technician with a status that a person set; it stays until a person sets another or {@link #released}. */
    public Technician withStatus(TechnicianStatus set) {
        return with(set, Origin.PERSON);
    }

    /**
     * This technician with the status left to the directory again: active if the account is enabled, else inactive. One that was
     * added by hand has no directory and stays as it is.
     */
    public Technician released() {
        return directory == null ? this : with(statusOf(accountState), Origin.DIRECTORY);
    }

    private Technician with(TechnicianStatus set, Origin by) {
        return new Technician(msp, id, name, emails, phones, usernames, directory, accountState, set, by);
    }

    /** This technician with what a directory tells; the status follows the account unless a person set it. */
    Technician from(
            @Nullable DirectoryRef user,
            String told,
            List<TechnicianEmail> allEmails,
            List<TechnicianPhone> allPhones,
            List<Username> allUsernames,
            AccountState state) {
        TechnicianStatus follows = statusOrigin == Origin.PERSON ? status : statusOf(state);
        return new Technician(msp, id, told, allEmails, allPhones, allUsernames, user, state, follows, statusOrigin);
    }

    /** The status that an account's state means. */
    static TechnicianStatus statusOf(AccountState state) {
        return state == AccountState.ENABLED ? TechnicianStatus.ACTIVE : TechnicianStatus.INACTIVE;
    }

    /** The usernames that a person gave. */
    List<Username> ownUsernames() {
        return kept(usernames, username -> username.origin() == Origin.PERSON);
    }

    /** The mail addresses that a person gave. */
    List<TechnicianEmail> ownEmails() {
        return kept(emails, email -> email.origin() == Origin.PERSON);
    }

    /** The phones that a person gave. */
    List<TechnicianPhone> ownPhones() {
        return kept(phones, phone -> phone.origin() == Origin.PERSON);
    }

    private static <T> List<T> kept(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).toList();
    }
}

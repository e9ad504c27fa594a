package dev.tocsin.core.people;

import dev.tocsin.core.base.MspId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of a customer, as the customer's directory last told: the people whom alerts are about.
 *
 * @param msp the MSP
 * @param companyId the host's own id of the customer
 * @param directory the directory's user
 * @param principalName the name to sign in with, or null if the directory did not say or what it said is not one line of at most
 *     320 characters
 * @param mail the mail address as the directory has it, or null as for the principal name
 * @param name the name that people read, on one line and at most 200 characters of it; the principal name or the id if the
 *     directory has none
 * @param phones the phones that could be read, the best first
 * @param accountState what the directory says of the account
 * @param signInPhones those of the phones with which the user signs in, as the directory last told; they stay known while it does
 *     not say
 * @param knownSince the step of the directory's reading (the version of its {@link dev.tocsin.core.store.StoredFeed}) that first
 *     told of the user or of a number that the user has; 0 if it was not read by a sync
 */
public record CompanyUser(
        MspId msp,
        String companyId,
        DirectoryRef directory,
        @Nullable String principalName,
        @Nullable String mail,
        String name,
        List<Phone> phones,
        AccountState accountState,
        List<Phone> signInPhones,
        long knownSince) {
    /** The most characters of a principal name or mail address; no event names a longer one. */
    private static final int MAX_ADDRESS = 320;

    /** Copies the phones; of the sign-in phones those that are among them, in their order. */
    public CompanyUser {
        phones = List.copyOf(phones);
        signInPhones = phones.stream().filter(signInPhones::contains).toList();
    }

    /** A user of whom no sign-in phones are known. */
    public CompanyUser(
            MspId msp,
            String companyId,
            DirectoryRef directory,
            @Nullable String principalName,
            @Nullable String mail,
            String name,
            List<Phone> phones,
            AccountState accountState) {
        this(msp, companyId, directory, principalName, mail, name, phones, accountState, List.of(), 0);
    }

    /**
     * The user that a directory told. What could not be read of its phones is told by {@link PhoneBook#read(DirectoryUser)}.
     *
     * @param phones the book for the company's region
     */
    public static CompanyUser of(
            MspId msp, String companyId, String connectionId, DirectoryUser user, PhoneBook phones) {
        String principalName = PersonText.orNullIfNotLegal(user.principalName(), MAX_ADDRESS);
        String shown = PersonText.shown(user.displayName(), Technician.MAX_NAME);
        String name = shown != null ? shown : PersonText.shown(principalName, Technician.MAX_NAME);
        return new CompanyUser(
                msp,
                companyId,
                new DirectoryRef(connectionId, user.id()),
                principalName,
                PersonText.orNullIfNotLegal(user.mail(), MAX_ADDRESS),
                name == null ? user.id() : name,
                phones.read(user).phones(),
                user.accountState(),
                phones.signInPhones(user),
                0);
    }

    /**
     * This user with the sign-in phones that were known before: for a user of whom the directory did not say what they are, since a
     * phone that was not read is none that is gone.
     *
     * @param before the user as it was kept
     */
    public CompanyUser withSignInPhonesOf(CompanyUser before) {
        List<Phone> all = new ArrayList<>(phones);
        before.signInPhones().stream()
                .filter(known -> phones.stream().noneMatch(known::isSameAs))
                .forEach(all::add);
        return new CompanyUser(
                msp,
                companyId,
                directory,
                principalName,
                mail,
                name,
                all,
                accountState,
                before.signInPhones(),
                knownSince);
    }

    /** The user for the ledger of consent. */
    public PersonRef ref() {
        return PersonRef.user(msp, directory);
    }

    /** The user with the account gone: the names and phones stay for alerts about what the account did. */
    public CompanyUser gone() {
        return new CompanyUser(
                msp,
                companyId,
                directory,
                principalName,
                mail,
                name,
                phones,
                AccountState.GONE,
                signInPhones,
                knownSince);
    }

    /** The user with the step of the reading that first told of the user or of a number. */
    public CompanyUser withKnownSince(long step) {
        return new CompanyUser(
                msp, companyId, directory, principalName, mail, name, phones, accountState, signInPhones, step);
    }
}

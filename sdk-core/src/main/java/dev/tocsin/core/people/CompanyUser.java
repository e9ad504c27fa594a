package dev.tocsin.core.people;

import dev.tocsin.core.base.MspId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of a customer, as the customer's directory last told: the people whom alerts are about.
 *
 * @param msp the MSP
 * @param companyId the host's own id of the customer
 * @param directory the directory's user
 * @param principalName the name to sign in with, or null if the directory did not say
 * @param mail the mail address as the directory has it, or null
 * @param name the name that people read; the principal name or the id if the directory has none
 * @param phones the phones that could be read, the best first
 * @param accountState what the directory says of the account
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
        long knownSince) {
    /** Copies the phones. */
    public CompanyUser {
        phones = List.copyOf(phones);
    }

    /**
     * The user that a directory told. What could not be read of its phones is told by {@link PhoneBook#read(DirectoryUser)}.
     *
     * @param phones the book for the company's region
     */
    public static CompanyUser of(
            MspId msp, String companyId, String connectionId, DirectoryUser user, PhoneBook phones) {
        String name = user.displayName() != null ? user.displayName() : user.principalName();
        return new CompanyUser(
                msp,
                companyId,
                new DirectoryRef(connectionId, user.id()),
                user.principalName(),
                user.mail(),
                name == null ? user.id() : name,
                phones.read(user).phones(),
                user.accountState(),
                0);
    }

    /** The user for the ledger of consent. */
    public PersonRef ref() {
        return PersonRef.user(msp, directory);
    }

    /** The user with the account gone: the names and phones stay for alerts about what the account did. */
    public CompanyUser gone() {
        return new CompanyUser(
                msp, companyId, directory, principalName, mail, name, phones, AccountState.GONE, knownSince);
    }

    /** The user with the step of the reading that first told of the user or of a number. */
    public CompanyUser withKnownSince(long step) {
        return new CompanyUser(msp, companyId, directory, principalName, mail, name, phones, accountState, step);
    }
}

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
 * @param principalName the name to sign in with, or null if the directory did not say or what it said is not one line of at most
 *     320 characters
 * @param mail the mail address as the directory has it, or null as for the principal name
 * @param name the name that people read, on one line and at most 200 characters of it; the principal name or the id if the
 *     directory has none
 * @param phones the phones that could be read, the best first
 * @param accountState what the directory says of the account
 */
public record CompanyUser(
        MspId msp,
        String companyId,
        DirectoryRef directory,
        @Nullable String principalName,
        @Nullable String mail,
        String name,
        List<Phone> phones,
        AccountState accountState) {
    /** The most characters of a principal name or mail address; no event names a longer one. */
    private static final int MAX_ADDRESS = 320;

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
                user.accountState());
    }

    /** The user for the ledger of consent. */
    public PersonRef ref() {
        return PersonRef.user(msp, directory);
    }

    /** The user with the account gone: the names and phones stay for alerts about what the account did. */
    public CompanyUser gone() {
        return new CompanyUser(msp, companyId, directory, principalName, mail, name, phones, AccountState.GONE);
    }
}

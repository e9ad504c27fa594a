package dev.tocsin.core.consent;

import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import java.util.List;

/**
 * One user of a company, for enrolment.
 *
 * @param person the person
 * @param name the name that people read
 * @param phones the phones, the best first
 * @param active whether the account is enabled
 * @param reached whether the attestation reaches the person with all numbers ({@link AttestationReach})
 */
public record Enrolee(PersonRef person, String name, List<Phone> phones, boolean active, boolean reached) {
    /** Copies the phones. */
    public Enrolee {
        phones = List.copyOf(phones);
    }

    /**
     * The user of a customer.
     *
     * @param through the last step of the directory's reading that the attestation reaches
     */
    public static Enrolee of(CompanyUser user, long through) {
        return new Enrolee(
                user.ref(),
                user.name(),
                user.phones(),
                user.accountState() == AccountState.ENABLED,
                user.knownSince() <= through);
    }
}

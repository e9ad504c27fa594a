package dev.tocsin.core.consent;

import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;

/**
 * Whom to text or call, for the gate, as the caller knows the person. What the store knows now is asked by the decisions of
 * {@link dev.tocsin.core.ConsentLedger} that take a {@link PersonRef}.
 *
 * @param person the person
 * @param active whether the person takes messages at all: a technician who is ACTIVE, a user whose account is enabled
 * @param phone the phone
 * @param use how it would be used
 */
public record SendRequest(PersonRef person, boolean active, Phone phone, PhoneUse use) {
    /** A message to a technician. */
    public static SendRequest to(Technician technician, Phone phone, PhoneUse use) {
        return new SendRequest(technician.ref(), technician.status() == TechnicianStatus.ACTIVE, phone, use);
    }

    /** A message to the user of a customer. */
    public static SendRequest to(CompanyUser user, Phone phone, PhoneUse use) {
        return new SendRequest(user.ref(), user.accountState() == AccountState.ENABLED, phone, use);
    }
}

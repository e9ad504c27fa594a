package dev.tocsin.core;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.consent.SendDecision.Reason;
import dev.tocsin.core.consent.SendDecision.Refused;
import dev.tocsin.core.consent.SendRequest;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore.Kept;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts a person before the gate as the store has the person now; what a caller remembers may be out of date. Thread-safe. */
final class Recipients {
    private final MspId msp;

    Recipients(MspId msp) {
        this.msp = msp;
    }

    /** What the gate says, or why there is nobody to ask it about. */
    SendDecision decide(
            StoreSession session,
            PersonRef person,
            PhoneNumber number,
            PhoneUse use,
            Function<SendRequest, SendDecision> gate) {
        if (!person.msp().equals(msp)) {
            return new Refused(Reason.NOT_KNOWN, "the person is of another MSP");
        }
        return switch (person.kind()) {
            case TECHNICIAN -> {
                Optional<Technician> technician =
                        session.technicians().get(msp, person.id()).map(Kept::technician);
                yield technician.isEmpty()
                        ? new Refused(Reason.NOT_KNOWN, "there is no such technician, or no more")
                        : technician(technician.get(), number, use).map(gate).orElseGet(() -> notTheirs(number));
            }
            case USER -> {
                Optional<CompanyUser> user = person.directory()
                        .flatMap(ref -> session.companyUsers().get(msp, ref.connectionId(), ref.userId()));
                yield user.isEmpty()
                        ? new Refused(Reason.NOT_KNOWN, "no directory has the user, or no more")
                        : user(user.get(), number, use).map(gate).orElseGet(() -> notTheirs(number));
            }
        };
    }

    private static Optional<SendRequest> technician(Technician technician, PhoneNumber number, PhoneUse use) {
        return phone(technician.phones().stream().map(TechnicianPhone::phone).toList(), number, use)
                .map(phone -> SendRequest.to(technician, phone, use));
    }

    private static Optional<SendRequest> user(CompanyUser user, PhoneNumber number, PhoneUse use) {
        return phone(user.phones(), number, use).map(phone -> SendRequest.to(user, phone, use));
    }

    /** Of several phones with the number, one that takes the use if any does. */
    private static Optional<Phone> phone(List<Phone> phones, PhoneNumber number, PhoneUse use) {
        List<Phone> theirs =
                phones.stream().filter(phone -> phone.number().equals(number)).toList();
        return theirs.stream()
                .filter(phone -> phone.takes(use))
                .findFirst()
                .or(() -> theirs.stream().findFirst());
    }

    private static SendDecision notTheirs(PhoneNumber number) {
        return new Refused(Reason.NUMBER_NOT_THEIRS, number + " is no number of the person, or no more");
    }
}

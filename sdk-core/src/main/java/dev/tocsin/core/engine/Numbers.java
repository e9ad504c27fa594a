package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentState;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore;
import java.util.List;
import java.util.Optional;

/** Who is behind a number. */
final class Numbers {
    private static final int HASH_CHARS = 26;

    private Numbers() {}

    /**
     * The technicians of an MSP who have a number as their own now, by id, those who take no alerts included. Behind a number with an
     * extension, such as a company's main line, is whoever answers it.
     */
    static List<Technician> technicians(StoreSession session, MspId msp, PhoneNumber number) {
        return session.technicians().all(msp).stream()
                .map(TechnicianStore.Kept::technician)
                .filter(technician -> technician.phones().stream()
                        .map(TechnicianPhone::phone)
                        .anyMatch(phone ->
                                phone.extension() == null && phone.number().equals(number)))
                .toList();
    }

    /** All technicians of an MSP who are reached by a number, by an extension of it included. */
    static List<Technician> reached(StoreSession session, MspId msp, PhoneNumber number) {
        return session.technicians().all(msp).stream()
                .map(TechnicianStore.Kept::technician)
                .filter(technician -> technician.numbers().contains(number))
                .toList();
    }

    /** A technician who takes alerts; empty if there is none of this id. */
    static Optional<Technician> active(StoreSession session, MspId msp, String technicianId) {
        return session.technicians()
                .get(msp, technicianId)
                .map(TechnicianStore.Kept::technician)
                .filter(Numbers::isActive);
    }

    static boolean isActive(Technician technician) {
        return technician.status() == TechnicianStatus.ACTIVE;
    }

    /**
     * A person to whom an answer to a number goes.
     *
     * @param person who
     * @param name the name that people read
     */
    record Holder(PersonRef person, String name) {}

    /** Whom an answer goes to: a technician who has the number, else whoever agreed by it, else whoever has it. */
    static Holder holder(MspId msp, List<Technician> technicians, ConsentState state) {
        Optional<Technician> technician = technicians.stream()
                .filter(Numbers::isActive)
                .findFirst()
                .or(() -> technicians.stream().findFirst());
        if (technician.isPresent()) {
            return new Holder(technician.get().ref(), technician.get().name());
        }
        String name = "whoever has " + state.number();
        return new Holder(
                state.persons().stream()
                        .filter(person -> person.msp().equals(msp))
                        .findFirst()
                        .orElseGet(() -> stranger(msp, state.number())),
                name);
    }

    /** Stands for somebody of whom nothing but the number is known; no user of a directory has such an id. */
    private static PersonRef stranger(MspId msp, PhoneNumber number) {
        return new PersonRef(msp, PersonRef.Kind.USER, "number/" + hash(number));
    }

    /** Stands for a number where the number itself is not to be seen. */
    static String hash(PhoneNumber number) {
        return Base32.encode(KeyHash.start().add("number").add(number.e164()).finish(), HASH_CHARS);
    }
}

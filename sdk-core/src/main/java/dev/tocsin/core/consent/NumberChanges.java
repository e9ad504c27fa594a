package dev.tocsin.core.consent;

import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianChange;
import dev.tocsin.core.people.TechnicianPhone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a change of numbers does to consent: an opt-in does not move with its person, and does not come back when the number does.
 * To be written in the transaction that changes the person. Pure.
 */
public final class NumberChanges {
    private NumberChanges() {}

    /**
     * The entries that void the opt-ins of one person on the numbers that went away.
     *
     * @param programmes the ids of the sending programmes whose ledgers know the person
     * @param before the numbers before
     * @param after the numbers after; empty if the person was removed
     * @param actor who changed them
     */
    public static List<ConsentEntry> voided(
            Collection<String> programmes,
            PersonRef person,
            @Nullable String personName,
            Set<PhoneNumber> before,
            Set<PhoneNumber> after,
            ConsentActor actor,
            Instant at) {
        Set<PhoneNumber> gone = new TreeSet<>(before);
        gone.removeAll(after);
        return voided(programmes, person, personName, gone, after.isEmpty(), actor, at);
    }

    /**
     * The entries that void the opt-ins of one person on the phones that went away. A number with another extension is another
     * phone: it rings at another desk.
     *
     * @param programmes the ids of the sending programmes whose ledgers know the person
     * @param before the phones before
     * @param after the phones after; empty if the person has none any more
     * @param actor who changed them
     */
    public static List<ConsentEntry> voidedPhones(
            Collection<String> programmes,
            PersonRef person,
            @Nullable String personName,
            Collection<Phone> before,
            Collection<Phone> after,
            ConsentActor actor,
            Instant at) {
        Set<PhoneNumber> gone = new TreeSet<>();
        before.stream()
                .filter(phone -> after.stream().noneMatch(phone::isSameAs))
                .forEach(phone -> gone.add(phone.number()));
        return voided(programmes, person, personName, gone, after.isEmpty(), actor, at);
    }

    private static List<ConsentEntry> voided(
            Collection<String> programmes,
            PersonRef person,
            @Nullable String personName,
            Set<PhoneNumber> gone,
            boolean noneLeft,
            ConsentActor actor,
            Instant at) {
        List<ConsentEntry> entries = new ArrayList<>();
        for (String programme : new TreeSet<>(programmes)) {
            for (PhoneNumber number : gone) {
                entries.add(ConsentEntry.builder(
                                programme, number, ConsentAction.VOIDED, ConsentMethod.NUMBER_CHANGE, actor, at)
                        .person(person, personName)
                        .evidence("reason", noneLeft ? "the person has no number any more" : "the number was replaced")
                        .build());
            }
        }
        return List.copyOf(entries);
    }

    /** The entries that an import's or edit's change of a technician makes. */
    public static List<ConsentEntry> voided(
            Collection<String> programmes, TechnicianChange change, ConsentActor actor, Instant at) {
        Technician before = change.before();
        return before == null
                ? List.of()
                : voidedPhones(
                        programmes, before.ref(), before.name(), phones(before), phones(change.after()), actor, at);
    }

    private static List<Phone> phones(Technician technician) {
        return technician.phones().stream().map(TechnicianPhone::phone).toList();
    }

    /** The entries that the removal of a technician makes. The ledger keeps all that was written before. */
    public static List<ConsentEntry> removed(
            Collection<String> programmes, Technician technician, ConsentActor actor, Instant at) {
        return voided(programmes, technician.ref(), technician.name(), technician.numbers(), Set.of(), actor, at);
    }
}

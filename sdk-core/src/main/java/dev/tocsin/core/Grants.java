package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore.Kept;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps opt-ins by a person's own act, for a number that is the person's in the same transaction. Thread-safe. */
final class Grants {
    private final MspId msp;
    private final Store store;
    private final Clock clock;

    Grants(MspId msp, Store store, Clock clock) {
        this.msp = msp;
        this.store = store;
        this.clock = clock;
    }

    ConsentEntry technician(
            String programme,
            String technicianId,
            PhoneNumber number,
            Set<PhoneUse> uses,
            ConsentText text,
            ConsentProof proof) {
        return store.write(session -> {
            Technician technician = session.technicians()
                    .get(msp, technicianId)
                    .map(Kept::technician)
                    .orElseThrow(() -> new ConfigurationException(
                            "technician.id", "'" + technicianId + "' is no technician; the id of one is legal"));
            Stream<Phone> phones = technician.phones().stream().map(TechnicianPhone::phone);
            return grant(session, programme, technician.ref(), technician.name(), phones, number, uses, text, proof);
        });
    }

    ConsentEntry user(
            String programme,
            DirectoryRef user,
            PhoneNumber number,
            Set<PhoneUse> uses,
            ConsentText text,
            ConsentProof proof) {
        return store.write(session -> {
            CompanyUser known = session.companyUsers()
                    .get(msp, user.connectionId(), user.userId())
                    .orElseThrow(() -> new ConfigurationException(
                            "user",
                            "connection '" + user.connectionId() + "' has no user '" + user.userId()
                                    + "'; the id of one that was read is legal"));
            return grant(
                    session, programme, known.ref(), known.name(), known.phones().stream(), number, uses, text, proof);
        });
    }

    private ConsentEntry grant(
            StoreSession session,
            String programme,
            PersonRef person,
            String name,
            Stream<Phone> phones,
            PhoneNumber number,
            Set<PhoneUse> uses,
            ConsentText text,
            ConsentProof proof) {
        if (phones.map(Phone::number).noneMatch(number::equals)) {
            throw new ConfigurationException(
                    "number", number + " is no number of the person; one that is listed there is legal");
        }
        if (proof.method() == ConsentMethod.ADMIN_ATTESTATION) {
            throw new IllegalArgumentException(
                    "consent.method: ADMIN_ATTESTATION is no act of the person's own; what an"
                            + " administrator attests is kept by accept, and enrol makes opt-ins of it");
        }
        session.consent().keep(text);
        return keep(
                session,
                ConsentEntry.builder(
                                programme, number, ConsentAction.OPT_IN, proof.method(), proof.actor(), clock.instant())
                        .person(person, name.length() > 200 ? name.substring(0, 200) : name)
                        .uses(uses)
                        .textHash(text.hash())
                        .evidence(proof.evidence()));
    }

    ConsentEntry optOut(String programme, PhoneNumber number, Set<PhoneUse> uses, ConsentProof proof) {
        return store.write(session -> keep(
                session,
                ConsentEntry.builder(
                                programme,
                                number,
                                ConsentAction.OPT_OUT,
                                proof.method(),
                                proof.actor(),
                                clock.instant())
                        .uses(uses)
                        .evidence(proof.evidence())));
    }

    /**
     * Appends an entry. If the same was said at the same instant, and others since, it is told again: what is passed by would else
     * be taken for kept.
     */
    private static ConsentEntry keep(StoreSession session, ConsentEntry.Builder said) {
        ConsentEntry entry = said.build();
        if (session.consent().append(List.of(entry)) == 1) {
            return entry;
        }
        List<ConsentEntry> kept = session.consent().of(entry.programme(), entry.number());
        ConsentEntry last = kept.get(kept.size() - 1);
        if (last.equals(entry)) {
            return last;
        }
        ConsentEntry again = said.cause("again after " + last.id()).build();
        if (session.consent().append(List.of(again)) != 1) {
            throw new IllegalStateException("the ledger passes entry " + again.id() + " by, which it does not have");
        }
        return again;
    }
}

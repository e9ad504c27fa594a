package dev.tocsin.core;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentExport;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.Enrolment;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what the entries of a programme refer to: the texts by their hashes, and the acceptances that attested opt-ins name. */
final class LedgerProof {
    /** A company of an MSP. */
    private record Company(MspId msp, String id) {}

    private final Set<String> hashes = new LinkedHashSet<>();
    private final Set<Company> companies = new LinkedHashSet<>();

    private LedgerProof() {}

    /** What the entries refer to, in the order in which it was first named. */
    static LedgerProof of(Iterator<ConsentEntry> entries) {
        LedgerProof proof = new LedgerProof();
        entries.forEachRemaining(proof::note);
        return proof;
    }

    private void note(ConsentEntry entry) {
        Optional.ofNullable(entry.textHash()).ifPresent(hashes::add);
        PersonRef person = entry.person();
        String company = entry.evidence().get(Enrolment.COMPANY);
        if (entry.method() == ConsentMethod.ADMIN_ATTESTATION && person != null && company != null) {
            companies.add(new Company(person.msp(), company));
        }
    }

    void write(Store store, Appendable target) throws IOException {
        for (String hash : hashes) {
            Optional<String> text =
                    store.read(session -> session.consent().text(hash).map(ConsentExport::json));
            if (text.isPresent()) {
                target.append(text.get()).append('\n');
            }
        }
        for (Company company : companies) {
            List<String> lines = store.read(session -> {
                List<String> told = new ArrayList<>();
                session.consent()
                        .acceptances(company.msp(), company.id())
                        .forEach(acceptance -> told.add(ConsentExport.json(acceptance)));
                session.consent()
                        .withdrawals(company.msp(), company.id())
                        .forEach(withdrawal -> told.add(ConsentExport.json(withdrawal)));
                return told;
            });
            for (String line : lines) {
                target.append(line).append('\n');
            }
        }
    }
}

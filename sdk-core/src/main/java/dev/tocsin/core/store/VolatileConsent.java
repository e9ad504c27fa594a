package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AcceptanceWithdrawal;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.AttestationReach;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentState;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The ledger of consent in memory. */
final class VolatileConsent implements ConsentStore {
    /** A number in a programme. */
    private record Line(String programme, PhoneNumber number) {}

    /** A company of an MSP. */
    private record Company(MspId msp, String companyId) {}

    /** A connection of an MSP. */
    private record Connection(MspId msp, String connectionId) {}

    /** An acceptance of an MSP. */
    private record AcceptanceId(MspId msp, String id) {}

    private final VolatileTransaction transaction;
    private final Map<String, ConsentEntry> byId = new HashMap<>();
    private final Map<String, List<Numbered>> byProgramme = new HashMap<>();
    private final Map<Line, List<ConsentEntry>> byNumber = new HashMap<>();
    private final Map<PersonRef, Set<String>> byPerson = new HashMap<>();
    private final Map<AcceptanceId, AdminAcceptance> accepted = new HashMap<>();
    private final Map<Company, List<AdminAcceptance>> acceptances = new HashMap<>();
    private final Set<AcceptanceId> withdrawn = new HashSet<>();
    private final Map<Company, List<AcceptanceWithdrawal>> withdrawals = new HashMap<>();
    private final Map<Connection, List<AttestationReach>> reaches = new HashMap<>();
    private final Map<String, ConsentText> texts = new HashMap<>();
    private final Map<String, Instant> nonces = new HashMap<>();

    VolatileConsent(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public int append(Collection<ConsentEntry> entries) {
        transaction.writing();
        int appended = 0;
        for (ConsentEntry entry : entries) {
            if (byId.containsKey(entry.id())) {
                continue;
            }
            transaction.put(byId, entry.id(), entry);
            transaction.add(
                    byProgramme.computeIfAbsent(entry.programme(), any -> new ArrayList<>()),
                    new Numbered(byId.size(), entry));
            transaction.add(
                    byNumber.computeIfAbsent(new Line(entry.programme(), entry.number()), any -> new ArrayList<>()),
                    entry);
            PersonRef person = entry.person();
            if (person != null) {
                Set<String> programmes = byPerson.computeIfAbsent(person, any -> new HashSet<>());
                if (!programmes.contains(entry.programme())) {
                    transaction.add(programmes, entry.programme());
                }
            }
            appended++;
        }
        return appended;
    }

    @Override
    public List<ConsentEntry> of(String programme, PhoneNumber number) {
        transaction.reading();
        return List.copyOf(byNumber.getOrDefault(new Line(programme, number), List.of()));
    }

    @Override
    public Optional<ConsentEntry> entry(String id) {
        transaction.reading();
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Numbered> openReviews(String programme, long after, int limit) {
        transaction.reading();
        List<Numbered> all = byProgramme.getOrDefault(programme, List.of());
        Set<String> read = all.stream()
                .map(Numbered::entry)
                .filter(entry -> entry.action() == ConsentAction.REVIEWED)
                .map(entry -> String.valueOf(entry.evidence().get(ConsentState.REVIEWED_ENTRY)))
                .collect(Collectors.toSet());
        return all.stream()
                .filter(numbered -> numbered.number() > after
                        && numbered.entry().action() == ConsentAction.REVIEW
                        && !read.contains(numbered.entry().id()))
                .limit(limit)
                .toList();
    }

    @Override
    public Set<String> programmes(PersonRef person) {
        transaction.reading();
        return Set.copyOf(byPerson.getOrDefault(person, Set.of()));
    }

    @Override
    public List<Numbered> page(String programme, long after, int limit) {
        transaction.reading();
        return byProgramme.getOrDefault(programme, List.of()).stream()
                .filter(numbered -> numbered.number() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public void accept(AdminAcceptance acceptance, ConsentText text) {
        transaction.writing();
        if (!acceptance.textHash().equals(text.hash())) {
            throw new IllegalArgumentException("acceptance.textHash: the acceptance '" + acceptance.id()
                    + "' names another text; the hash of the text given is " + text.hash());
        }
        AcceptanceId id = new AcceptanceId(acceptance.msp(), acceptance.id());
        if (accepted.containsKey(id)) {
            return;
        }
        keep(text);
        transaction.put(accepted, id, acceptance);
        transaction.add(
                acceptances.computeIfAbsent(
                        new Company(acceptance.msp(), acceptance.companyId()), any -> new ArrayList<>()),
                acceptance);
    }

    @Override
    public List<AdminAcceptance> acceptances(MspId msp, String companyId) {
        transaction.reading();
        return List.copyOf(acceptances.getOrDefault(new Company(msp, companyId), List.of()));
    }

    @Override
    public void withdraw(AcceptanceWithdrawal withdrawal) {
        transaction.writing();
        AcceptanceId id = new AcceptanceId(withdrawal.msp(), withdrawal.acceptanceId());
        if (withdrawn.contains(id)) {
            return;
        }
        transaction.add(withdrawn, id);
        transaction.add(
                withdrawals.computeIfAbsent(
                        new Company(withdrawal.msp(), withdrawal.companyId()), any -> new ArrayList<>()),
                withdrawal);
    }

    @Override
    public List<AcceptanceWithdrawal> withdrawals(MspId msp, String companyId) {
        transaction.reading();
        return List.copyOf(withdrawals.getOrDefault(new Company(msp, companyId), List.of()));
    }

    @Override
    public void reach(AttestationReach reach) {
        transaction.writing();
        transaction.add(
                reaches.computeIfAbsent(new Connection(reach.msp(), reach.connectionId()), any -> new ArrayList<>()),
                reach);
    }

    @Override
    public List<AttestationReach> reaches(MspId msp, String connectionId) {
        transaction.reading();
        return List.copyOf(reaches.getOrDefault(new Connection(msp, connectionId), List.of()));
    }

    @Override
    public void keep(ConsentText text) {
        transaction.writing();
        String hash = text.hash();
        if (!texts.containsKey(hash)) {
            transaction.put(texts, hash, text);
        }
    }

    @Override
    public Optional<ConsentText> text(String hash) {
        transaction.reading();
        return Optional.ofNullable(texts.get(hash));
    }

    @Override
    public boolean use(String nonce, Instant expiresAt, Instant now) {
        transaction.writing();
        List<String> expired = nonces.entrySet().stream()
                .filter(used -> used.getValue().isBefore(now))
                .map(Map.Entry::getKey)
                .toList();
        expired.forEach(over -> transaction.remove(nonces, over));
        if (nonces.containsKey(nonce)) {
            return false;
        }
        transaction.put(nonces, nonce, expiresAt);
        return true;
    }

    @Override
    public List<String> programmes() {
        transaction.reading();
        // What was undone may leave an empty list behind.
        return byProgramme.entrySet().stream()
                .filter(programme -> !programme.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted(CodePointOrder.TEXTS)
                .toList();
    }
}

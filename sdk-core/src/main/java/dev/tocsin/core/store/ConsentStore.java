package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AcceptanceWithdrawal;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.AttestationReach;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger of consent and what proves it. Entries, acceptances with their reach and withdrawal, and texts are appended and never changed or removed. Entries are
 * keyed by (programme, number): of all that is kept, this is what is read across MSPs.
 */
public interface ConsentStore {
    /**
     * An entry with its place in the ledger.
     *
     * @param number grows with each entry that is appended; there may be gaps
     * @param entry the entry
     */
    record Numbered(long number, ConsentEntry entry) {}

    /**
     * Appends entries. One whose id is there already is passed by: the same happening is told once.
     *
     * @return how many were appended
     */
    int append(Collection<ConsentEntry> entries);

    /** All entries about a number in a programme, of whatever person and MSP, in the order in which they were appended. */
    List<ConsentEntry> of(String programme, PhoneNumber number);

    /** The entry of an id; empty if there is none. */
    Optional<ConsentEntry> entry(String id);

    /**
     * The reviews of a programme that nobody has read yet: REVIEW entries that no REVIEWED entry of the programme names, in the order
     * in which they were appended.
     *
     * @param after the number after which to go on, 0 to start
     * @param limit the most entries to give, at least 1
     */
    List<Numbered> openReviews(String programme, long after, int limit);

    /** The ids of the programmes in which an entry names a person. */
    Set<String> programmes(PersonRef person);

    /**
     * The entries of a programme, in the order in which they were appended.
     *
     * @param after the number after which to go on, 0 to start
     * @param limit the most entries to give, at least 1
     */
    List<Numbered> page(String programme, long after, int limit);

    /**
     * Keeps an acceptance and the text that was accepted. One whose id the MSP has already is passed by, its text as well.
     *
     * @throws IllegalArgumentException if the acceptance names another text's hash
     */
    void accept(AdminAcceptance acceptance, ConsentText text);

    /** The acceptances of a company, in the order in which they were kept. */
    List<AdminAcceptance> acceptances(MspId msp, String companyId);

    /**
     * Keeps that what a company's administrator attested was taken back. A second one of the same acceptance of the MSP is passed
     * by.
     */
    void withdraw(AcceptanceWithdrawal withdrawal);

    /** What was taken back of a company's acceptances, in the order in which it was kept. */
    List<AcceptanceWithdrawal> withdrawals(MspId msp, String companyId);

    /** Keeps how far into a directory an attestation reaches; of several of one acceptance and directory the last holds. */
    void reach(AttestationReach reach);

    /** How far into a directory attestations reach, in the order in which it was kept. */
    List<AttestationReach> reaches(MspId msp, String connectionId);

    /** Keeps a text that people agree to. One with the same hash that is there already stays. */
    void keep(ConsentText text);

    /** The text of a hash ({@link ConsentText#hash}); empty if it is not kept. */
    Optional<ConsentText> text(String hash);

    /**
     * Uses a nonce up, once for all processes of the store.
     *
     * @param nonce the nonce, unique by its randomness
     * @param expiresAt when what bears it expires; it may be forgotten from then on
     * @param now the time; what expired before it is forgotten
     * @return false if it was used before
     */
    boolean use(String nonce, Instant expiresAt, Instant now);

    /** The programmes that have entries, in the order of Unicode code points. */
    List<String> programmes();
}

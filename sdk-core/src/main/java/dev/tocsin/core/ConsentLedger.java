package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AcceptanceWithdrawal;
import dev.tocsin.core.consent.AddressDecision;
import dev.tocsin.core.consent.AddressState;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentExport;
import dev.tocsin.core.consent.ConsentGate;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentState;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.Enrolment;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.EnrolmentReport;
import dev.tocsin.core.consent.ExportFormat;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.consent.SendRequest;
import dev.tocsin.core.consent.StateRedemption;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.store.ConsentStore.Numbered;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What people agreed to and what they ended, by {@link Tocsin#consent}. Entries are appended and never changed. A sending
 * programme may serve several MSPs, and what is said of a number holds for all of them: {@link #entries}, {@link #standing} and
 * {@link #export} therefore tell of all of them, which the host must not show to one. Thread-safe.
 */
public final class ConsentLedger {
    private final MspId msp;
    private final Store store;
    private final Clock clock;
    private final AddressStates states;
    private final Attestations attestations;
    private final Grants grants;
    private final Recipients recipients;
    private final LedgerReports reports;

    ConsentLedger(MspId msp, Store store, Clock clock, RandomGenerator random, Attestations attestations) {
        this.msp = msp;
        this.store = store;
        this.clock = clock;
        states = new AddressStates(msp, store, clock, random, attestations);
        this.attestations = attestations;
        grants = new Grants(msp, store, clock);
        recipients = new Recipients(msp);
        reports = new LedgerReports(clock);
    }

    /**
     * Keeps that a company's administrator accepted a text, with the text.
     *
     * @param policy what the administrator agreed to or attested
     * @param administrator who: a name and a mail address or account, 1 to 200 characters
     * @param from from where: the IP address, 1 to 64 characters
     * @throws IllegalArgumentException if a part is not legal; the message names it
     */
    public AdminAcceptance accept(
            String companyId, EnrolmentPolicy policy, ConsentText text, String administrator, String from) {
        return attestations.accept(companyId, policy, text, administrator, from);
    }

    /** All that the administrators of a company accepted, in the order in which it was kept. */
    public List<AdminAcceptance> acceptances(String companyId) {
        return store.read(session -> session.consent().acceptances(msp, companyId));
    }

    /** All that was taken back of what the administrators of a company accepted, in the order in which it was kept. */
    public List<AcceptanceWithdrawal> withdrawals(String companyId) {
        return store.read(session -> session.consent().withdrawals(msp, companyId));
    }

    /**
     * Whether the address of Microsoft's consent page may be handed out for a company.
     *
     * @param policy the company's policy now
     * @param text the text as it is now
     */
    public AddressDecision address(String companyId, EnrolmentPolicy policy, ConsentText text) {
        return store.read(session -> Enrolment.address(
                msp,
                companyId,
                policy,
                text,
                session.consent().acceptances(msp, companyId),
                session.consent().withdrawals(msp, companyId),
                clock.instant()));
    }

    /**
     * Decides as {@link #address}, and only if the address may be handed out signs the state for it. There is no other way to a
     * state.
     *
     * @param lifetime how long the state counts, more than a second and at most {@link StateSigner#MAX_LIFETIME}
     * @throws IllegalArgumentException if the lifetime is not legal
     */
    public AddressState addressState(
            String companyId, EnrolmentPolicy policy, ConsentText text, StateSigner signer, Duration lifetime) {
        return states.sign(companyId, address(companyId, policy, text), signer, lifetime);
    }

    /**
     * Takes a state that came back from Microsoft's consent page, and uses it up if it counts. An error that came with it is to
     * be read first.
     *
     * @param state the state as it came; null is as a missing one
     */
    public StateRedemption redeem(@Nullable String state, StateSigner signer) {
        return states.redeem(state, signer);
    }

    /**
     * Enrols the users of a company's directories by what its administrator attested last, in pages; to be called after the
     * first sync. The attestation is about the users who were known when it was given, or, for a directory that had not been read
     * to its end by then, about those of the first reading that comes to its end: whoever comes later, or gets another number
     * later, is not enrolled by it. Done again, as after an interruption, it enrols nobody twice. It never lifts an opt-out.
     *
     * @param programme the id of the sending programme
     * @param uses what the text is about, at least one
     * @throws ConfigurationException if no administrator of the company accepted a text, or no use is named
     */
    public EnrolmentReport enrol(String companyId, String programme, Set<PhoneUse> uses) {
        if (uses.isEmpty()) {
            throw new ConfigurationException("uses", "none is not legal; SMS, VOICE or both are");
        }
        return attestations.enrol(companyId, programme, uses);
    }

    /**
     * Takes back all that a company's administrators attested: the opt-ins by it are void in all programmes, and nobody is enrolled
     * until an administrator attests anew. What a person agreed to by an act of the own stays. To be called again if it was
     * interrupted.
     *
     * @return how many opt-ins are taken back by this call
     */
    public int withdraw(String companyId, ConsentActor by) {
        return attestations.withdraw(companyId, by);
    }

    /**
     * Whether a message may go out now, to the person as the store has it now: who was removed, set inactive or got another number
     * meanwhile is refused.
     *
     * @param programme the id of the sending programme
     * @param number the number that the message would go to
     */
    public SendDecision decide(String programme, PersonRef person, PhoneNumber number, PhoneUse use) {
        return store.read(session -> decide(session, programme, person, number, use));
    }

    /**
     * As {@link #decide(String, PersonRef, PhoneNumber, PhoneUse)}, within the transaction that marks the message as going out. This
     * is the gate for whatever waited before it is sent.
     */
    public SendDecision decide(
            StoreSession session, String programme, PersonRef person, PhoneNumber number, PhoneUse use) {
        return recipients.decide(session, person, number, use, request -> decide(session, programme, request));
    }

    /**
     * Whether a message may go out now, to the person as the caller knows it.
     *
     * @param programme the id of the sending programme
     */
    public SendDecision decide(String programme, SendRequest request) {
        return store.read(session -> decide(session, programme, request));
    }

    /**
     * As {@link #decide(String, SendRequest)}, within the transaction that marks the message as going out. Whether the person is
     * active, and has the phone, is believed; the other decision within a session reads it.
     */
    public SendDecision decide(StoreSession session, String programme, SendRequest request) {
        List<ConsentEntry> entries =
                session.consent().of(programme, request.phone().number());
        return ConsentGate.decide(programme, request, entries, clock.instant());
    }

    /**
     * Keeps that a technician agreed to a text, by an act of the technician's own.
     *
     * @param programme the id of the sending programme
     * @param number the number, which must be the technician's now
     * @param uses what was agreed to
     * @param text the text, which is kept
     * @param proof how it came, from whom, and what proves it
     * @return the entry
     * @throws ConfigurationException if there is no such technician, or the number is not the technician's
     * @throws IllegalArgumentException if it is not consent, as without evidence or by an operator; the message names what lacks
     */
    public ConsentEntry grant(
            String programme,
            String technicianId,
            PhoneNumber number,
            Set<PhoneUse> uses,
            ConsentText text,
            ConsentProof proof) {
        return grants.technician(programme, technicianId, number, uses, text, proof);
    }

    /**
     * Keeps that the user of a customer agreed to a text, by an act of the user's own.
     *
     * @param user the directory's user
     * @throws ConfigurationException if there is no such user, or the number is not the user's
     * @throws IllegalArgumentException as {@link #grant(String, String, PhoneNumber, Set, ConsentText, ConsentProof)} does
     */
    public ConsentEntry grant(
            String programme,
            DirectoryRef user,
            PhoneNumber number,
            Set<PhoneUse> uses,
            ConsentText text,
            ConsentProof proof) {
        return grants.user(programme, user, number, uses, text, proof);
    }

    /**
     * Keeps that whoever has a number wants no more messages. It holds at once, for everybody on the number.
     *
     * @param programme the id of the sending programme
     * @param uses what is ended; both unless the person narrowed it
     * @param proof how it came, from whom, and what proves it
     * @return the entry
     * @throws IllegalArgumentException if a part is not legal; the message names it
     */
    public ConsentEntry optOut(String programme, PhoneNumber number, Set<PhoneUse> uses, ConsentProof proof) {
        return grants.optOut(programme, number, uses, proof);
    }

    /**
     * Keeps that the provider refuses texts to a number since its owner opted out there (Twilio 21610, Telnyx 40300). From now on
     * texts are refused, whoever opts in, until the owner sends START or {@link #providerUnblocked} tells; calls are as after an
     * opt-out. Told again, as by a second callback, it changes nothing.
     *
     * @param programme the id of the sending programme
     * @param provider the provider's name, such as {@code twilio}; 1 to 60 characters
     * @param code the provider's code; 1 to 60 characters
     * @param messageId the provider's or our own id of the message that was refused, the same each time it is told; 1 to 200
     *     characters
     * @return the entry as it is kept
     * @throws IllegalArgumentException if a part is not legal; the message names it
     */
    public ConsentEntry providerBlocked(
            String programme, PhoneNumber number, String provider, String code, String messageId) {
        return store.write(session -> providerBlocked(session, programme, number, provider, code, messageId));
    }

    /**
     * As {@link #providerBlocked(String, PhoneNumber, String, String, String)}, within the transaction that keeps the outcome of the
     * message.
     */
    public ConsentEntry providerBlocked(
            StoreSession session,
            String programme,
            PhoneNumber number,
            String provider,
            String code,
            String messageId) {
        return reports.blocked(session, programme, number, provider, code, messageId);
    }

    /**
     * Keeps that the provider delivers to a number again: its owner sent START there, or the provider lifted the block. It counts as
     * a START that came to us, so it makes no consent that was not there.
     *
     * @param programme the id of the sending programme
     * @param provider the provider's name, as in {@link #providerBlocked}
     * @param report what tells this report from others, such as the id of the provider's message; 1 to 200 characters
     * @return the entry as it is kept
     * @throws IllegalArgumentException if a part is not legal; the message names it
     */
    public ConsentEntry providerUnblocked(String programme, PhoneNumber number, String provider, String report) {
        return store.write(session -> reports.unblocked(session, programme, number, provider, report));
    }

    /**
     * The messages of a programme, of all MSPs, that were taken for an opt-out by the safe side, or may ask for the end as well, and
     * that nobody has read yet: the newest last, a page at a time. Their evidence has the message.
     *
     * @param programme the id of the sending programme
     * @param after the number after which to go on, 0 to start
     * @param limit the most entries to give, at least 1
     */
    public List<Numbered> reviews(String programme, long after, int limit) {
        return store.read(session -> session.consent().openReviews(programme, after, limit));
    }

    /**
     * Keeps that a person read a review. It lifts no opt-out: for messages to go again, the person concerned answers START or agrees
     * anew. If it was read before, the first finding stays.
     *
     * @param entryId the id of the REVIEW entry
     * @param actor who read it, which is neither the library nor the provider
     * @param finding what the reader found, 1 to 4,000 characters
     * @return the entry as it is kept
     * @throws ConfigurationException if there is no such entry
     * @throws IllegalArgumentException if the entry is no review, or a part is not legal; the message names it
     */
    public ConsentEntry reviewed(String entryId, ConsentActor actor, String finding) {
        return store.write(session -> reports.reviewed(session, entryId, actor, finding));
    }

    /** All entries about a number in a programme, of all MSPs, in the order in which they were appended. */
    public List<ConsentEntry> entries(String programme, PhoneNumber number) {
        return store.read(session -> session.consent().of(programme, number));
    }

    /** What the entries about a number in a programme add up to. */
    public ConsentState standing(String programme, PhoneNumber number) {
        return ConsentState.of(programme, number, entries(programme, number));
    }

    /**
     * The entries of a programme, of all MSPs, in the order in which they were appended, a page at a time.
     *
     * @param after the number after which to go on, 0 to start
     * @param limit the most entries to give, at least 1
     */
    public List<Numbered> page(String programme, long after, int limit) {
        return store.read(session -> session.consent().page(programme, after, limit));
    }

    /** The ids of the programmes that have entries. */
    public List<String> programmes() {
        return store.read(session -> session.consent().programmes());
    }

    /**
     * Writes all entries of a programme, of all MSPs, with the numbers in full. It reads in pages; what is appended meanwhile may be
     * among them.
     *
     * @throws IOException if the target cannot be written
     */
    public void export(String programme, Appendable target, ExportFormat format) throws IOException {
        Iterable<ConsentEntry> entries = () -> new LedgerPages(store, programme);
        switch (format) {
            case CSV -> ConsentExport.csv(entries, target);
            case JSON_LINES -> ConsentExport.jsonLines(entries, target);
        }
    }

    /**
     * Writes what the entries of a programme refer to, without which they prove nothing: each text with its hash, and what the
     * administrators of the companies with attested opt-ins accepted and took back. One JSON object a line, of all MSPs.
     *
     * @throws IOException if the target cannot be written
     */
    public void exportProof(String programme, Appendable target) throws IOException {
        LedgerProof.of(new LedgerPages(store, programme)).write(store, target);
    }

    /** The text of a hash ({@link ConsentText#hash}); empty if it is not kept. */
    public Optional<ConsentText> text(String hash) {
        return store.read(session -> session.consent().text(hash));
    }
}

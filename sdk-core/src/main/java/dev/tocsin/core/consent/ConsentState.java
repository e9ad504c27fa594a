package dev.tocsin.core.consent;

import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the entries about one number in one sending programme add up to, across all technicians, users and MSPs. Immutable and
 * thread-safe.
 *
 * <p>Entries have two orders: the ledger's, in which they were appended, and that of their times, which several machines' clocks
 * gave. Neither alone is safe, since a clock may be set back and a message may come late. So the strict side of both holds: what
 * begins counts only if every end came before it in the ledger <em>and</em> is dated before it.
 *
 * <ul>
 *   <li>Ends are shared: an opt-out by whoever has the number holds for everybody on it.
 *   <li>Beginnings are not: an opt-in is its person's alone, and another person on the number has none by it.
 *   <li>An opt-in counts if it is after every opt-out of the use in both orders; at the same instant the opt-out holds.
 *   <li>A provider's block of texts stands, whatever opt-in comes after it, until a resubscription lifts it in both orders: the
 *       provider would refuse each message. For calls, which the provider does not refuse, it is an opt-out like another.
 *   <li>What an administrator attested never lifts an opt-out, neither an older nor a newer one.
 *   <li>What voids an attestation voids the opt-ins by it and no other; what voids a person's number voids all opt-ins of the
 *       person on it.
 *   <li>A resubscription lifts opt-outs for those who had opted in before, but for a wish for no calls; it makes no consent for
 *       others. It must be after the opt-in and after every opt-out of the use, in both orders; an attested opt-in must also have
 *       been there before the first of these opt-outs.
 * </ul>
 */
public final class ConsentState {
    /** How long a YES answers a question. */
    static final Duration ANSWER_WINDOW = Duration.ofDays(1);
    /** How long after an opt-out its one confirmation may be sent (47 CFR 64.1200(a)(12)). */
    static final Duration CONFIRMATION_WINDOW = Duration.ofMinutes(5);

    private final String programme;
    private final PhoneNumber number;
    private final List<ConsentEntry> entries;
    private final Map<String, Integer> places;

    private ConsentState(String programme, PhoneNumber number, List<ConsentEntry> entries) {
        this.programme = programme;
        this.number = number;
        this.entries = entries;
        places = new HashMap<>();
        entries.forEach(entry -> places.put(entry.id(), places.size()));
    }

    /**
     * The state of a number.
     *
     * @param programme the id of the sending programme
     * @param entries entries in the order of the ledger, as {@link dev.tocsin.core.store.ConsentStore#of} gives them; those about
     *     other numbers and programmes are passed by, and so is one that stands there twice, the second time
     */
    public static ConsentState of(String programme, PhoneNumber number, List<ConsentEntry> entries) {
        Map<String, ConsentEntry> once = new LinkedHashMap<>();
        entries.stream()
                .filter(entry ->
                        entry.programme().equals(programme) && entry.number().equals(number))
                .forEach(entry -> once.putIfAbsent(entry.id(), entry));
        return new ConsentState(programme, number, List.copyOf(once.values()));
    }

    /** The id of the sending programme. */
    public String programme() {
        return programme;
    }

    /** The number. */
    public PhoneNumber number() {
        return number;
    }

    /** The entries that make the state, in the order of the ledger, each once. */
    public List<ConsentEntry> entries() {
        return entries;
    }

    /**
     * The opt-in that allows a use for a person now: the proof to keep with what is sent. Empty if there is none that counts.
     *
     * @param now entries later than this allow nothing; opt-outs count whatever their time
     */
    public Optional<ConsentEntry> consent(PersonRef person, PhoneUse use, Instant now) {
        if (standingBlock(use, now).isPresent()) {
            return Optional.empty();
        }
        return last(
                entry -> isOptInOf(person, use, entry, now) && voiding(entry).isEmpty() && counts(entry, use, now));
    }

    /** The last end of a use in the ledger: an opt-out or a provider's block; empty if there was none. */
    public Optional<ConsentEntry> lastOptOut(PhoneUse use) {
        return last(entry -> isOptOut(entry) && entry.uses().contains(use));
    }

    /**
     * The last block of a provider that still keeps texts from the number; empty if there is none, and always for calls. Twilio
     * refuses each message with 21610 until the number's owner sends START.
     *
     * @param now a resubscription later than this lifts nothing yet
     */
    public Optional<ConsentEntry> standingBlock(PhoneUse use, Instant now) {
        return last(entry -> use == PhoneUse.SMS
                && entry.action() == ConsentAction.PROVIDER_BLOCK
                && entries.stream()
                        .noneMatch(lifting -> lifting.action() == ConsentAction.RESUBSCRIBE
                                && lifting.uses().contains(use)
                                && !lifting.at().isAfter(now)
                                && !isNotBefore(entry, lifting)));
    }

    /**
     * Whether a resubscription came after a moment: it lifted whatever block of the provider a message met that went out by then, also
     * one of which the provider tells only now.
     *
     * @param now a resubscription later than this lifts nothing yet
     */
    public boolean isResubscribedSince(Instant moment, PhoneUse use, Instant now) {
        return entries.stream()
                .anyMatch(entry -> entry.action() == ConsentAction.RESUBSCRIBE
                        && entry.uses().contains(use)
                        && entry.at().isAfter(moment)
                        && !entry.at().isAfter(now));
    }

    /** The last end of a use that is not before an entry; empty if there was none since. */
    Optional<ConsentEntry> endSince(ConsentEntry optIn, PhoneUse use) {
        return last(entry -> isOptOut(entry) && entry.uses().contains(use) && isNotBefore(entry, optIn));
    }

    /** Whether a person ever opted in on this number, for whatever use. */
    public boolean everOptedIn(PersonRef person) {
        return entries.stream().anyMatch(entry -> isOptIn(entry) && person.equals(entry.person()));
    }

    /** Whether anybody has consent for a use now. */
    public boolean isSubscribed(PhoneUse use, Instant now) {
        return persons().stream().anyMatch(person -> consent(person, use, now).isPresent());
    }

    /** Everybody with an opt-in on this number, whether it still counts or not. */
    public Set<PersonRef> persons() {
        Set<PersonRef> persons =
                new TreeSet<>(Comparator.comparing((PersonRef ref) -> ref.msp().value())
                        .thenComparing(PersonRef::kind)
                        .thenComparing(PersonRef::id));
        for (ConsentEntry entry : entries) {
            PersonRef person = entry.person();
            if (isOptIn(entry) && person != null) {
                persons.add(person);
            }
        }
        return persons;
    }

    /** The last opt-in of a person for a use in the ledger, whether it still counts or not; empty if there never was one. */
    Optional<ConsentEntry> newestOptIn(PersonRef person, PhoneUse use, Instant now) {
        return last(entry -> isOptInOf(person, use, entry, now));
    }

    /**
     * The question that a YES answers now; empty if none is open. Once the number is the person's no more, whoever has it cannot
     * answer for the person.
     */
    public Optional<ConsentEntry> openQuestion(Instant now) {
        Optional<ConsentEntry> asked = last(entry -> entry.action() == ConsentAction.ASKED
                && !entry.at().isAfter(now)
                && entry.at().plus(ANSWER_WINDOW).isAfter(now));
        return asked.filter(question -> entries.stream()
                .noneMatch(entry -> isNotBefore(entry, question)
                        && (isOptIn(entry)
                                || isOptOut(entry)
                                || entry.action() == ConsentAction.RESUBSCRIBE
                                || isVoided(question, entry))));
    }

    /**
     * The opt-out whose one confirmation may be sent now: it came by message not more than five minutes ago and none was sent
     * since. Empty if nothing may be sent.
     */
    public Optional<ConsentEntry> confirmationDue(Instant now) {
        return last(entry -> entry.action() == ConsentAction.OPT_OUT)
                .filter(entry ->
                        entry.method() == ConsentMethod.SMS_KEYWORD || entry.method() == ConsentMethod.SMS_WORDING)
                .filter(entry -> !entry.at().isAfter(now)
                        && !entry.at().plus(CONFIRMATION_WINDOW).isBefore(now))
                .filter(entry -> entries.stream()
                        .noneMatch(other -> other.action() == ConsentAction.CONFIRMED
                                && !other.at().plus(CONFIRMATION_WINDOW).isBefore(entry.at())))
                .filter(entry -> !isSubscribed(PhoneUse.SMS, now));
    }

    /** What a person shall read and nobody has read yet, in the order of the ledger. */
    public List<ConsentEntry> openReviews() {
        Set<String> read = new TreeSet<>();
        entries.stream()
                .filter(entry -> entry.action() == ConsentAction.REVIEWED)
                .forEach(entry -> read.add(String.valueOf(entry.evidence().get(REVIEWED_ENTRY))));
        return entries.stream()
                .filter(entry -> entry.action() == ConsentAction.REVIEW && !read.contains(entry.id()))
                .toList();
    }

    /** The name of the evidence in which a REVIEWED entry names the REVIEW, by its id. */
    public static final String REVIEWED_ENTRY = "reviewOf";

    private static boolean isOptInOf(PersonRef person, PhoneUse use, ConsentEntry entry, Instant now) {
        return isOptIn(entry)
                && person.equals(entry.person())
                && entry.uses().contains(use)
                && !entry.at().isAfter(now);
    }

    /** What made an opt-in void, then or since; empty if nothing did. */
    Optional<ConsentEntry> voiding(ConsentEntry optIn) {
        return last(entry -> isVoided(optIn, entry) && isNotBefore(entry, optIn));
    }

    /**
     * Whether an entry voids what a person said on this number. One that names no person is about all persons, and one that names
     * an acceptance is about the opt-ins by this acceptance alone.
     */
    private static boolean isVoided(ConsentEntry of, ConsentEntry entry) {
        String acceptance = entry.evidence().get(Enrolment.ACCEPTANCE);
        return entry.action() == ConsentAction.VOIDED
                && (entry.person() == null || entry.person().equals(of.person()))
                && (acceptance == null
                        || (isOptIn(of)
                                && isAttested(of)
                                && acceptance.equals(of.evidence().get(Enrolment.ACCEPTANCE))));
    }

    private boolean counts(ConsentEntry optIn, PhoneUse use, Instant now) {
        List<ConsentEntry> ends = entries.stream()
                .filter(entry -> isOptOut(entry) && entry.uses().contains(use))
                .toList();
        boolean attested = isAttested(optIn);
        if (attested ? ends.isEmpty() : ends.stream().noneMatch(end -> isNotBefore(end, optIn))) {
            return true;
        }
        if (attested && ends.stream().anyMatch(end -> isNotBefore(optIn, end))) {
            return false;
        }
        return !isCallsAloneEnded(optIn, use)
                && entries.stream()
                        .anyMatch(entry -> entry.action() == ConsentAction.RESUBSCRIBE
                                && entry.uses().contains(use)
                                && !entry.at().isAfter(now)
                                && !isNotBefore(optIn, entry)
                                && ends.stream().noneMatch(end -> isNotBefore(end, entry)));
    }

    /**
     * Whether the person ended calls and nothing else since the opt-in. Resubscribing is a text message: it restores what ended
     * texts, and the wish for no calls stays until the person agrees to calls again.
     */
    private boolean isCallsAloneEnded(ConsentEntry optIn, PhoneUse use) {
        return use == PhoneUse.VOICE
                && entries.stream()
                        .anyMatch(entry -> entry.action() == ConsentAction.OPT_OUT
                                && entry.uses().equals(Set.of(PhoneUse.VOICE))
                                && (isAttested(optIn) || isNotBefore(entry, optIn)));
    }

    /** Whether an entry is after another in the ledger, or dated at its instant or later: either is enough for an end to hold. */
    private boolean isNotBefore(ConsentEntry entry, ConsentEntry other) {
        return place(entry) > place(other) || !entry.at().isBefore(other.at());
    }

    private int place(ConsentEntry entry) {
        return places.getOrDefault(entry.id(), -1);
    }

    private static boolean isAttested(ConsentEntry optIn) {
        return optIn.method() == ConsentMethod.ADMIN_ATTESTATION;
    }

    private Optional<ConsentEntry> last(Predicate<ConsentEntry> which) {
        @Nullable ConsentEntry last = null;
        for (ConsentEntry entry : entries) {
            if (which.test(entry)) {
                last = entry;
            }
        }
        return Optional.ofNullable(last);
    }

    private static boolean isOptIn(ConsentEntry entry) {
        return entry.action() == ConsentAction.OPT_IN;
    }

    private static boolean isOptOut(ConsentEntry entry) {
        return entry.action() == ConsentAction.OPT_OUT || entry.action() == ConsentAction.PROVIDER_BLOCK;
    }
}

package dev.tocsin.core.consent;

import dev.tocsin.core.consent.SendDecision.Allowed;
import dev.tocsin.core.consent.SendDecision.Reason;
import dev.tocsin.core.consent.SendDecision.Refused;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneReading;
import dev.tocsin.core.people.PhoneUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The gate before every text and call: the person is active, the number is valid and of a usable kind, and an opt-in is newer than
 * any opt-out, in the order of the ledger and by time ({@link ConsentState}). It is asked right before sending, in the transaction that marks the message as going out, so that a message which
 * was queued before a STOP is not sent after it. Pure and thread-safe.
 */
public final class ConsentGate {
    private ConsentGate() {}

    /**
     * Whether a message may go out.
     *
     * @param programme the id of the sending programme
     * @param entries the ledger's entries about the number in the programme, of all persons and MSPs, in the order in which they
     *     were appended ({@link dev.tocsin.core.store.ConsentStore#of}); others are passed by
     */
    public static SendDecision decide(String programme, SendRequest request, List<ConsentEntry> entries, Instant now) {
        Phone phone = request.phone();
        if (!request.active()) {
            return new Refused(Reason.NOT_ACTIVE, "the person takes no messages now");
        }
        PhoneReading reading = PhoneBook.check(phone.number(), "number");
        if (reading instanceof PhoneReading.Unread unread) {
            return new Refused(Reason.NUMBER_NOT_USABLE, phone.number() + " " + unread.message());
        }
        // The numbering plan's word of today counts, not what was stored with the phone.
        Phone current =
                new Phone(phone.number(), ((PhoneReading.Read) reading).phone().kind(), phone.extension());
        if (!current.takes(request.use())) {
            return new Refused(
                    Reason.USE_NOT_POSSIBLE,
                    phone.number() + " is " + current.kind().description()
                            + (phone.extension() == null ? "" : " with an extension") + ", which takes no "
                            + request.use());
        }
        return byLedger(request, ConsentState.of(programme, phone.number(), entries), now);
    }

    private static SendDecision byLedger(SendRequest request, ConsentState state, Instant now) {
        PhoneUse use = request.use();
        Optional<ConsentEntry> proof = state.consent(request.person(), use, now);
        if (proof.isPresent()) {
            return new Allowed(proof.get());
        }
        Optional<ConsentEntry> optedIn = state.newestOptIn(request.person(), use, now);
        Optional<ConsentEntry> voided = optedIn.flatMap(state::voiding);
        if (voided.isPresent()) {
            String why = voided.get().method() == ConsentMethod.NUMBER_CHANGE
                    ? "the number was changed"
                    : "it was taken back";
            return new Refused(
                    Reason.VOIDED, "the consent for " + state.number() + " is void since " + why + "; ask again");
        }
        Optional<ConsentEntry> ended = optedIn.flatMap(optIn -> state.endSince(optIn, use))
                .or(() -> state.standingBlock(use, now))
                .or(() -> state.lastOptOut(use));
        if (ended.isPresent()) {
            return ended.get().action() == ConsentAction.PROVIDER_BLOCK
                    ? new Refused(
                            Reason.PROVIDER_BLOCKED,
                            "the provider reports that " + state.number() + " opted out, at "
                                    + ended.get().at() + "; texts go again after a START from there")
                    : new Refused(
                            Reason.OPTED_OUT,
                            state.number() + " opted out of " + use + " at "
                                    + ended.get().at());
        }
        return state.isSubscribed(use, now)
                ? new Refused(
                        Reason.CONSENT_OF_ANOTHER,
                        "another person on " + state.number() + " agreed to " + use + ", this one did not")
                : new Refused(Reason.NO_CONSENT, "nobody agreed to " + use + " on " + state.number());
    }

    /**
     * Whether a person may be asked for consent by a text message: never after an opt-out, of whomever on the number, and not while
     * a question is open.
     */
    public static boolean mayAsk(ConsentState state, Instant now) {
        return state.lastOptOut(PhoneUse.SMS).isEmpty()
                && state.openQuestion(now).isEmpty();
    }
}

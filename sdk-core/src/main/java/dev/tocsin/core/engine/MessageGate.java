package dev.tocsin.core.engine;

import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentGate;
import dev.tocsin.core.consent.ConsentState;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.InboundConsent;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.consent.SendRequest;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationKeys;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.EmailAddress;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gate before each message: to where it may go now, and by which entry of the ledger. Asked within the transaction that marks the
 * message as going out. Thread-safe.
 */
final class MessageGate {
    private final Messaging messaging;

    MessageGate(Messaging messaging) {
        this.messaging = messaging;
    }

    /** What the gate says. */
    sealed interface Answer {
        /**
         * It may go.
         *
         * @param proof the entry that allows it, or null if it needs none
         * @param entries what the ledger must say once it is on its way
         */
        record Open(String address, @Nullable ConsentEntry proof, List<ConsentEntry> entries) implements Answer {}

        /** It may not. */
        record Shut(String reason) implements Answer {}
    }

    Answer ask(StoreSession session, Notification row, Instant now) {
        if (row.purpose() == Purpose.HELP || row.purpose() == Purpose.OPT_OUT_CONFIRMATION) {
            return answer(session, row, now);
        }
        if (row.person().kind() == PersonRef.Kind.USER) {
            return user(session, row, now);
        }
        Optional<Technician> found =
                session.technicians().get(messaging.msp(), row.person().id()).map(TechnicianStore.Kept::technician);
        if (found.isEmpty() || found.get().status() != TechnicianStatus.ACTIVE) {
            return new Answer.Shut(
                    found.isEmpty() ? "there is no such technician any more" : "the technician is not active");
        }
        Technician technician = found.get();
        if (row.kind() == ChannelKind.EMAIL) {
            return technician
                    .email()
                    .map(EmailAddress::value)
                    .<Answer>map(address -> new Answer.Open(address, null, List.of()))
                    .orElseGet(() -> new Answer.Shut("there is no mail address"));
        }
        List<Phone> phones =
                technician.phones().stream().map(TechnicianPhone::phone).toList();
        if (row.purpose() == Purpose.CONSENT_QUESTION) {
            return question(session, row, phones, now);
        }
        return byLedger(session, row, phones, phone -> SendRequest.to(technician, phone, use(row)), now);
    }

    private Answer user(StoreSession session, Notification row, Instant now) {
        Optional<CompanyUser> user = directoryOf(row.person())
                .flatMap(ref -> session.companyUsers().get(messaging.msp(), ref.connectionId(), ref.userId()));
        if (user.isEmpty() || row.kind() == ChannelKind.EMAIL) {
            return new Answer.Shut(user.isEmpty() ? "there is no such user any more" : "users get no mails");
        }
        return byLedger(session, row, user.get().phones(), phone -> SendRequest.to(user.get(), phone, use(row)), now);
    }

    /** The directory's user behind a reference that {@link PersonRef#user} made; empty if none did. */
    static Optional<DirectoryRef> directoryOf(PersonRef person) {
        String id = person.id();
        int colon = id.indexOf(':');
        if (colon < 1 || colon > 4 || !id.substring(0, colon).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int end = colon + 1 + Integer.parseInt(id.substring(0, colon));
        return end + 1 < id.length() && id.charAt(end) == '/'
                ? Optional.of(new DirectoryRef(id.substring(colon + 1, end), id.substring(end + 1)))
                : Optional.empty();
    }

    private static PhoneUse use(Notification row) {
        return row.kind() == ChannelKind.SMS ? PhoneUse.SMS : PhoneUse.VOICE;
    }

    /** The first phone that may be used so by the ledger, of an answer the one that wrote; if none may, why the first may not. */
    private Answer byLedger(
            StoreSession session,
            Notification row,
            List<Phone> phones,
            Function<Phone, SendRequest> request,
            Instant now) {
        Programme programme = messaging.programme();
        if (programme == null) {
            return new Answer.Shut("there is no sending programme");
        }
        // An answer goes to whoever wrote and to no other phone, however often it is tried.
        String given = row.purpose() == Purpose.ANSWER ? row.address() : null;
        String why = null;
        for (Phone phone : phones) {
            boolean meant = given == null || given.equals(phone.number().e164());
            // No channel dials an extension, and whoever answers the main number is somebody else.
            if (meant && phone.takes(use(row)) && phone.extension() == null) {
                SendDecision decision = ConsentGate.decide(
                        programme.id(),
                        request.apply(phone),
                        session.consent().of(programme.id(), phone.number()),
                        now);
                if (decision instanceof SendDecision.Allowed allowed) {
                    return new Answer.Open(phone.number().e164(), allowed.proof(), List.of());
                }
                why = why == null ? ((SendDecision.Refused) decision).message() : why;
            }
        }
        return new Answer.Shut(
                why != null
                        ? why
                        : given != null
                                ? "the number is not the person's any more"
                                : "there is no phone for " + row.kind());
    }

    /** An answer that anybody who wrote gets: help, and the one confirmation of an opt-out. */
    private Answer answer(StoreSession session, Notification row, Instant now) {
        Programme programme = messaging.programme();
        String address = row.address();
        if (programme == null || address == null || row.kind() != ChannelKind.SMS) {
            return new Answer.Shut("it answers no message");
        }
        if (row.purpose() == Purpose.HELP) {
            return new Answer.Open(address, null, List.of());
        }
        PhoneNumber number = new PhoneNumber(address);
        ConsentState state =
                ConsentState.of(programme.id(), number, session.consent().of(programme.id(), number));
        if (row.attempts() > 0) {
            // The ledger says that it was confirmed since the first attempt, which was not sent.
            return new Answer.Open(address, null, List.of());
        }
        return state.confirmationDue(now)
                .<Answer>map(optOut ->
                        new Answer.Open(address, null, List.of(new InboundConsent(programme).confirmed(optOut, now))))
                .orElseGet(() -> new Answer.Shut("no confirmation is due any more"));
    }

    private Answer question(StoreSession session, Notification row, List<Phone> phones, Instant now) {
        Programme programme = messaging.programme();
        Optional<ConsentText> text = NotificationKeys.textOfQuestion(row.key())
                .flatMap(hash -> session.consent().text(hash));
        Optional<Phone> phone = phones.stream()
                .filter(one -> one.number().e164().equals(row.address()) && one.takes(PhoneUse.SMS))
                .findFirst();
        if (programme == null || text.isEmpty() || phone.isEmpty() || row.kind() != ChannelKind.SMS) {
            return new Answer.Shut("the number is not the person's any more, or takes no texts");
        }
        PhoneNumber number = phone.get().number();
        ConsentState state =
                ConsentState.of(programme.id(), number, session.consent().of(programme.id(), number));
        boolean may = row.attempts() == 0
                ? ConsentGate.mayAsk(state, now)
                : state.lastOptOut(PhoneUse.SMS).isEmpty();
        if (!may) {
            return new Answer.Shut("after an opt-out, or while a question is open, nobody is asked");
        }
        List<ConsentEntry> asked = row.attempts() > 0
                ? List.of()
                : List.of(new InboundConsent(programme)
                        .asked(state, row.person(), row.personName(), text.get(), EnumSet.allOf(PhoneUse.class), now));
        return new Answer.Open(number.e164(), null, asked);
    }
}

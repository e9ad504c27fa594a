package dev.tocsin.core;

import dev.tocsin.core.audit.AuditFinding;
import dev.tocsin.core.audit.NotificationAudit;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentGate;
import dev.tocsin.core.consent.ConsentState;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.engine.DeliveryReports;
import dev.tocsin.core.engine.Messaging;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryOutcome;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationKeys;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The messages to people, by {@link Tocsin#notifications}: what was sent and is to be sent, what services report of it, and what should
 * have been sent and was not. All of them go out by the worker and through the gate of consent. Thread-safe.
 */
public final class Notifications {
    /** The most characters of a question for consent: what Twilio takes in one text. */
    public static final int LONGEST_QUESTION = 1_600;

    private static final Duration QUESTION_LIFETIME = Duration.ofHours(1);
    private static final String ANSWERS = " Reply YES to agree, STOP if not.";

    private final MspId msp;
    private final Store store;
    private final Messaging messaging;
    private final DeliveryReports reports;
    private final NotificationAudit audit;
    private final Clock clock;
    private final Runnable wake;

    Notifications(Store store, Messaging messaging, Clock clock, Runnable wake) {
        msp = messaging.msp();
        this.store = store;
        this.messaging = messaging;
        this.clock = clock;
        this.wake = wake;
        reports = new DeliveryReports(store, messaging, clock);
        audit = new NotificationAudit(msp, messaging.channels().keySet(), messaging.catalogues());
    }

    /**
     * Takes in what a service reports of a message. Reports may come in any order, several times, and before the service's own answer;
     * one that belongs to no message of ours changes nothing. Whoever hands it in has checked its signature.
     */
    public DeliveryOutcome report(DeliveryReport report) {
        DeliveryOutcome outcome = reports.take(report);
        if (outcome == DeliveryOutcome.APPLIED) {
            wake.run();
        }
        return outcome;
    }

    /**
     * Plans a message that shows that a technician is reached. It passes the gate as all do, but neither quiet hours nor limits keep
     * it back. One in a second to a person by a kind.
     *
     * @throws ConfigurationException if there is no such technician, or no channel of the kind
     */
    public Notification test(String technicianId, ChannelKind kind) {
        channel(kind);
        return planned(session -> {
            Technician technician = technician(session, technicianId);
            Instant now = clock.instant();
            return keep(
                    session,
                    Notification.withWords(
                            session.notifications().nextId(),
                            msp,
                            NotificationKeys.ofTest(technician.ref(), kind, now),
                            Purpose.TEST,
                            null,
                            technician.ref(),
                            technician.name(),
                            kind,
                            null,
                            messaging.words().test(kind),
                            now,
                            now.plus(messaging.settings().timeToLive())));
        });
    }

    /**
     * Plans the question whether a technician wants messages, by a text to the first phone that takes such; a YES within a day is the
     * opt-in to texts and calls. The ledger keeps that it was asked when it is sent.
     *
     * @param text what the technician is asked to agree to, sent as it is with how to answer behind it
     * @return the question; empty if nobody may be asked: after an opt-out on that number, or while a question is open
     * @throws ConfigurationException if there is no such technician, who is active and has such a phone, no channel for texts, or the
     *     text is too long
     */
    public Optional<Notification> ask(String technicianId, ConsentText text) {
        channel(ChannelKind.SMS);
        Programme programme = messaging.programme();
        if (programme == null) {
            throw new ConfigurationException("programme", "is missing; without one nobody can be asked");
        }
        String words = text.text().strip() + ANSWERS;
        if (words.length() > LONGEST_QUESTION) {
            throw new ConfigurationException(
                    "text",
                    "has " + words.length() + " characters as a question; at most " + LONGEST_QUESTION + " are legal");
        }
        Optional<Notification> asked = store.write(session -> {
            Instant now = clock.instant();
            Technician technician = technician(session, technicianId);
            Phone phone = technician.phones().stream()
                    .map(TechnicianPhone::phone)
                    .filter(one -> one.takes(PhoneUse.SMS))
                    .findFirst()
                    .filter(any -> technician.status() == TechnicianStatus.ACTIVE)
                    .orElseThrow(() -> new ConfigurationException(
                            "technicianId", "'" + technicianId + "' is not active or has no phone for texts"));
            ConsentState state = ConsentState.of(
                    programme.id(), phone.number(), session.consent().of(programme.id(), phone.number()));
            if (!ConsentGate.mayAsk(state, now)) {
                return Optional.empty();
            }
            session.consent().keep(text);
            return Optional.of(keep(
                    session,
                    Notification.withWords(
                            session.notifications().nextId(),
                            msp,
                            NotificationKeys.ofQuestion(technician.ref(), text.hash(), now),
                            Purpose.CONSENT_QUESTION,
                            null,
                            technician.ref(),
                            technician.name(),
                            ChannelKind.SMS,
                            phone.number().e164(),
                            Words.of(words),
                            now,
                            now.plus(QUESTION_LIFETIME))));
        });
        wake.run();
        return asked;
    }

    private void channel(ChannelKind kind) {
        if (!messaging.channels().containsKey(kind)) {
            throw new ConfigurationException(
                    "channel",
                    "there is none for " + kind + "; there are "
                            + messaging.channels().keySet());
        }
    }

    private Technician technician(StoreSession session, String technicianId) {
        return session.technicians()
                .get(msp, technicianId)
                .map(TechnicianStore.Kept::technician)
                .orElseThrow(() ->
                        new ConfigurationException("technicianId", "there is no technician '" + technicianId + "'"));
    }

    private Notification planned(Function<StoreSession, Notification> work) {
        Notification planned = store.write(work);
        wake.run();
        return planned;
    }

    private Notification keep(StoreSession session, Notification notification) {
        return session.notifications().add(notification)
                ? notification
                : session.notifications().byKey(msp, notification.key()).orElseThrow();
    }

    /**
     * All messages in the order in which they were planned, a page at a time.
     *
     * @param after the id after which to begin, 0 for the beginning
     * @param limit the most to give, at least 1
     */
    public List<Notification> page(long after, int limit) {
        return store.read(session -> session.notifications().page(msp, after, limit));
    }

    /** The messages about an incident in the order in which they were planned; none if it is not this MSP's. */
    public List<Notification> ofIncident(long incidentId) {
        return store.read(session -> session.notifications().ofIncident(incidentId).stream()
                .filter(one -> one.msp().equals(msp))
                .toList());
    }

    /**
     * Compares who should have been told with who was, in all that is kept. It reads through all escalations and messages, in pages.
     *
     * @return the findings; empty if everybody was told who should be
     */
    public List<AuditFinding> audit() {
        return audit.findings(store, clock.instant());
    }
}

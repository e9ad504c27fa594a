package dev.tocsin.core.engine;

import dev.tocsin.core.notify.DeliveryOutcome;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what services report of messages: in any order, again and again, and forged. What is final stays, and only what goes forward
 * changes something. A report for a message whose answer was lost proves that the service took it. Thread-safe.
 */
public final class DeliveryReports {
    /** Why a message that its service took did not reach its person. */
    static final String NOT_ARRIVED = "the service reports that it did not arrive";

    private static final String MUTE = "it was answered, and nobody heard a word, since it never asked what to say";
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryReports.class);

    private final Store store;
    private final Messaging messaging;
    private final MessageEndings endings;
    private final Clock clock;

    /** Reports about the messages of a store. */
    public DeliveryReports(Store store, Messaging messaging, Clock clock) {
        this.store = store;
        this.messaging = messaging;
        this.clock = clock;
        endings = new MessageEndings(messaging);
    }

    /** Whether a message is still to be told of though one of its attempts is known to be lost: the one whose id it bears. */
    static boolean oneWasLost(Notification row) {
        return row.state().open() && row.status() == DeliveryStatus.FAILED;
    }

    /** Takes one report in. */
    public DeliveryOutcome take(DeliveryReport report) {
        return store.write(session -> session.notifications()
                .byKey(messaging.msp(), report.key())
                .filter(row -> isOf(row, report))
                .map(row -> apply(session, row, report))
                .orElse(DeliveryOutcome.NOT_OURS));
    }

    /**
     * What the service answered when it was asked for a message of which nothing final was heard. It is asked again as
     * {@link ReportQuestions} says. Of a call that never asked what to say, and whose end the service does not know either, nobody was
     * told.
     *
     * @param report what the service says, or empty if it does not answer
     */
    void asked(StoreSession session, Notification stored, Optional<DeliveryReport> report, Instant now) {
        if (stored.state() != NotificationState.SENT) {
            return; // a report came meanwhile, or the call asked what to say
        }
        Optional<DeliveryReport> answer = report.filter(one -> isOf(stored, one));
        answer.ifPresent(one -> apply(session, stored, one));
        Notification row = session.notifications().get(stored.id()).orElse(stored);
        if (row.state() != NotificationState.SENT) {
            return;
        }
        Notification counted =
                row.change().lookups(answer.isPresent() ? 0 : row.lookups() + 1).done();
        Optional<Instant> again = ReportQuestions.next(counted, answer.isPresent(), now);
        if (again.isEmpty() && endings.asksWhatToSay(counted)) {
            String why = answer.map(one -> "the service still says of the call no more than " + one.status())
                    .orElse("nobody knows what became of the call");
            endings.notReached(
                    session, counted, NotificationState.FAILED, why + ", and it did not ask what to say", now);
        } else {
            MessageEndings.save(
                    session, counted.change().lookAgain(again.orElse(null)).done());
        }
    }

    private static boolean isOf(Notification row, DeliveryReport report) {
        if (row.attempts() == 0 || !report.channelId().equals(row.channelId())) {
            return false;
        }
        // Of a message that was sent again both may exist; that one of the two failed says nothing of the other.
        return row.providerId() == null
                || row.providerId().equals(report.providerId())
                || oneWasLost(row)
                || (row.repeated() && report.status() != DeliveryStatus.FAILED);
    }

    private DeliveryOutcome apply(StoreSession session, Notification row, DeliveryReport report) {
        Instant now = clock.instant();
        endings.keepBlock(session, row, report.code(), now);
        NotificationState state = row.state();
        if (state == NotificationState.SKIPPED || state == NotificationState.BUNDLED) {
            return noted(session, row, report);
        }
        boolean ofTheLost = oneWasLost(row) && report.providerId().equals(row.providerId());
        if (ofTheLost && report.status() != DeliveryStatus.DELIVERED) {
            // Older news, or the same again: neither says anything of the attempt whose answer is missing.
            return DeliveryOutcome.NOTHING_NEW;
        }
        boolean proves = state.open() || state == NotificationState.REFUSED;
        boolean forward = proves || isNews(row, report);
        Notification.Change change = row.change();
        if (row.providerId() == null || oneWasLost(row)) {
            change.providerId(report.providerId());
        }
        if (!forward) {
            // A call that asked what to say is told without its id.
            if (row.providerId() == null) {
                MessageEndings.save(session, change.done());
            }
            return DeliveryOutcome.NOTHING_NEW;
        }
        change.status(report.status());
        boolean mute = report.status() == DeliveryStatus.DELIVERED && endings.asksWhatToSay(row);
        if (mute) {
            LOG.warn("call {} was answered and never asked what to say: can the service reach this host?", row.key());
        }
        if (mute || report.status() == DeliveryStatus.FAILED) {
            lost(session, row, change, mute ? MUTE : notArrived(report), now);
        } else if (report.status() == DeliveryStatus.DELIVERED) {
            MessageEndings.save(
                    session,
                    change.ended(NotificationState.DELIVERED, now).reason(null).done());
        } else {
            MessageEndings.save(session, MessageEndings.taken(row, change, now).done());
        }
        return DeliveryOutcome.APPLIED;
    }

    private static boolean isNews(Notification row, DeliveryReport report) {
        DeliveryStatus known = row.status();
        return known == null || report.status().isAfter(known);
    }

    /** Of what was not sent again after its answer had been lost: for the record, since others were told or nobody had to be. */
    private static DeliveryOutcome noted(StoreSession session, Notification row, DeliveryReport report) {
        if (!isNews(row, report)) {
            return DeliveryOutcome.NOTHING_NEW;
        }
        MessageEndings.save(
                session,
                row.change()
                        .providerId(report.providerId())
                        .status(report.status())
                        .done());
        return DeliveryOutcome.APPLIED;
    }

    /**
     * One attempt did not reach the person. If the answer to a later one is still missing, that decides which of them it was; if two
     * are lost, nothing is left to wait for.
     */
    private void lost(StoreSession session, Notification row, Notification.Change change, String why, Instant now) {
        boolean later = row.attempts() > 1
                && (row.state() == NotificationState.SENDING || row.state() == NotificationState.UNKNOWN);
        boolean second = oneWasLost(row) && !Objects.equals(change.done().providerId(), row.providerId());
        if (later && !second) {
            MessageEndings.save(session, change.status(DeliveryStatus.FAILED).done());
        } else {
            endings.notReached(session, change.done(), NotificationState.FAILED, why, now);
        }
    }

    private static String notArrived(DeliveryReport report) {
        return NOT_ARRIVED + (report.code() == null ? "" : " (" + report.code() + ")");
    }
}

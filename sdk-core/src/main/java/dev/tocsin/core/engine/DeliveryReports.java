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

/**
 * Takes in what services report of messages: in any order, again and again, and forged. What is final stays, and only what goes forward
 * changes something. A report for a message whose answer was lost proves that the service took it. Thread-safe.
 */
public final class DeliveryReports {
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

    /** Takes one report in. */
    public DeliveryOutcome take(DeliveryReport report) {
        return store.write(session -> session.notifications()
                .byKey(messaging.msp(), report.key())
                .filter(row -> isOf(row, report))
                .map(row -> apply(session, row, report))
                .orElse(DeliveryOutcome.NOT_OURS));
    }

    private static boolean isOf(Notification row, DeliveryReport report) {
        if (row.attempts() == 0 || !report.channelId().equals(row.channelId())) {
            return false;
        }
        // Of a message that was sent again both may exist; that one of the two failed says nothing of the other.
        return row.providerId() == null
                || row.providerId().equals(report.providerId())
                || (row.repeated() && report.status() != DeliveryStatus.FAILED);
    }

    private DeliveryOutcome apply(StoreSession session, Notification row, DeliveryReport report) {
        Instant now = clock.instant();
        endings.keepBlock(session, row, report.code(), now);
        DeliveryStatus known = row.status();
        boolean proves = switch (row.state()) {
            case PLANNED, SENDING, UNKNOWN, REFUSED -> true;
            default -> false;
        };
        boolean forward = known == null || report.status().isAfter(known);
        if (!forward && !proves) {
            return DeliveryOutcome.NOTHING_NEW;
        }
        if (row.state() == NotificationState.SKIPPED || row.state() == NotificationState.BUNDLED) {
            return DeliveryOutcome.NOTHING_NEW;
        }
        Notification.Change change = row.change().status(forward ? report.status() : known);
        if (row.providerId() == null) {
            change.providerId(report.providerId());
        }
        if (report.status() == DeliveryStatus.FAILED) {
            endings.notReached(
                    session,
                    change.done(),
                    NotificationState.FAILED,
                    "the service reports that it did not arrive"
                            + (report.code() == null ? "" : " (" + report.code() + ")"),
                    now);
        } else {
            boolean arrived = report.status() == DeliveryStatus.DELIVERED;
            MessageEndings.save(
                    session,
                    change.ended(arrived ? NotificationState.DELIVERED : NotificationState.SENT, now)
                            .reason(null)
                            .done());
        }
        return DeliveryOutcome.APPLIED;
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.MessageLookUp;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from what a service said of a message, or did not say, within the transaction that keeps it. Thread-safe. */
final class MessageOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(MessageOutcomes.class);

    private final NotificationSettings settings;
    private final MessageEndings endings;
    private final MessageClaims claims;

    MessageOutcomes(NotificationSettings settings, MessageEndings endings, MessageClaims claims) {
        this.settings = settings;
        this.endings = endings;
        this.claims = claims;
    }

    /** Its request was not even tried: the message, or the question for it, is due again as if it had not been taken up. */
    void untried(StoreSession session, Notification stored, String why, Instant due) {
        if (stored.state() == NotificationState.SENDING) {
            endings.untried(session, stored, why, due);
        } else if (stored.owner() != null) {
            // Else a report came meanwhile, and it was given back with that.
            MessageEndings.save(session, stored.change().lookAgain(due).done());
        }
    }

    /** Its request came to an outcome. */
    void sent(StoreSession session, Notification stored, SendOutcome outcome, Instant now) {
        boolean open = stored.state() == NotificationState.SENDING || stored.state() == NotificationState.UNKNOWN;
        if (outcome instanceof SendOutcome.Accepted accepted) {
            accepted(session, stored, accepted.providerId(), now);
        } else if (!open) {
            // A report of the service came first, and proves more than the answer that was lost.
            LOG.info("notification {} was reported as {} before its request ended", stored.id(), stored.state());
        } else if (outcome instanceof SendOutcome.Refused refused) {
            endings.keepBlock(session, stored, refused.code(), now);
            endings.notReached(
                    session,
                    stored,
                    NotificationState.REFUSED,
                    refused.message() + (refused.code() == null ? "" : " (" + refused.code() + ")"),
                    now);
        } else if (outcome instanceof SendOutcome.NotSent not) {
            notSent(session, stored, not, now);
        } else if (stored.state() == NotificationState.SENDING) {
            claims.becomeUnknown(session, stored, ((SendOutcome.Unknown) outcome).message(), now);
        }
    }

    /**
     * It is tried again; but what could not be sent for a while, or cannot be before that is over, goes by the next channel. Where
     * there is none it is tried for as long as it may be sent.
     */
    private void notSent(StoreSession session, Notification stored, SendOutcome.NotSent not, Instant now) {
        Instant since = stored.notSentSince() == null ? now : stored.notSentSince();
        Instant handOver = since.plus(settings.handOver());
        Duration asked = not.retryAfter();
        boolean told = asked != null && !asked.isNegative() && !asked.isZero();
        Instant again = now.plus(told ? asked : pause(stored));
        boolean over = !now.isBefore(handOver) || (told && again.isAfter(handOver)) || claims.rests(stored.kind(), now);
        Notification kept = stored.change().notSent(since).done();
        if (over && endings.handOver(session, kept, not.message(), now)) {
            return;
        }
        boolean once = !told && now.isBefore(handOver) && again.isAfter(handOver);
        MessageEndings.save(
                session,
                kept.change()
                        .open(NotificationState.PLANNED, once ? handOver : again)
                        .reason(not.message())
                        .done());
    }

    private Duration pause(Notification stored) {
        int doublings = Math.min(20, Math.max(0, stored.attempts() - 1));
        Duration pause = settings.retryPause().multipliedBy(1L << doublings);
        return pause.compareTo(settings.longestRetryPause()) > 0 ? settings.longestRetryPause() : pause;
    }

    private void accepted(StoreSession session, Notification stored, @Nullable String providerId, Instant now) {
        Notification.Change change = stored.change();
        boolean oneWasLost = DeliveryReports.oneWasLost(stored);
        if (oneWasLost && Objects.equals(providerId, stored.providerId())) {
            endings.notReached(session, stored, NotificationState.FAILED, DeliveryReports.NOT_ARRIVED, now);
            return;
        }
        if (oneWasLost || stored.providerId() == null) {
            // What was reported lost was an attempt before.
            change.providerId(providerId).status(oneWasLost ? null : stored.status());
        }
        if (stored.state().open()) {
            MessageEndings.taken(stored, change, now);
        }
        MessageEndings.save(session, change.done());
    }

    /** Its service was asked for it. */
    void lookedUp(StoreSession session, Notification stored, MessageLookUp found, Instant now) {
        if (stored.state() != NotificationState.UNKNOWN) {
            return; // a report of the service came meanwhile
        }
        MessageLookUp answer = found;
        if (found instanceof MessageLookUp.Found one) {
            if (!isOfAnother(session, stored, stored.channelId(), one.providerId())) {
                accepted(session, stored, one.providerId(), now);
                return;
            }
            // Told apart by nothing but its id, so nobody knows whether there is a second one.
            answer = new MessageLookUp.Unanswered(true, "what the service has is another message");
        }
        boolean able = !(answer instanceof MessageLookUp.Unanswered unanswered) || unanswered.able();
        int asked = stored.lookups() + 1;
        if (able && asked < settings.lookUps().size()) {
            MessageEndings.save(
                    session,
                    stored.change()
                            .open(NotificationState.UNKNOWN, claims.lookUpAt(stored, asked, now))
                            .lookups(asked)
                            .done());
        } else if (answer instanceof MessageLookUp.Absent) {
            MessageEndings.save(
                    session,
                    stored.change()
                            .open(NotificationState.PLANNED, now)
                            .lookups(asked)
                            .again(false)
                            .reason("the service does not have it; it is sent again")
                            .done());
        } else {
            unanswered(session, stored, asked, ((MessageLookUp.Unanswered) answer).why(), now);
        }
    }

    /** Whether the service's id is that of another message: words and numbers may be alike, a message has one id. */
    static boolean isOfAnother(
            StoreSession session, Notification row, @Nullable String channelId, @Nullable String providerId) {
        return channelId != null
                && providerId != null
                && session.notifications()
                        .byProvider(row.msp(), channelId, providerId)
                        .filter(other -> other.id() != row.id())
                        .isPresent();
    }

    /** Nobody can say whether it went out: what is harmless twice is sent again, a call is not made again. */
    private void unanswered(StoreSession session, Notification stored, int asked, String why, Instant now) {
        if (stored.kind() == ChannelKind.VOICE) {
            endings.notReached(
                    session,
                    stored.change().lookups(asked).done(),
                    NotificationState.REFUSED,
                    "nobody knows whether the call was made, and it is not made again: " + why,
                    now);
            return;
        }
        MessageEndings.save(
                session,
                stored.change()
                        .open(NotificationState.PLANNED, now)
                        .lookups(asked)
                        .again(true)
                        .reason("nobody knows whether it went out; it is sent once more: " + why)
                        .done());
    }
}

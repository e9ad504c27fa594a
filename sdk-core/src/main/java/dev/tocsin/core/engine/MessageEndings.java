package dev.tocsin.core.engine;

import dev.tocsin.core.consent.ConsentState;
import dev.tocsin.core.consent.InboundConsent;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows when a message ends without having reached its person, for it and for what went out with it. Thread-safe. */
final class MessageEndings {
    /** The codes by which services say that the number's owner opted out there (Twilio 21610, Telnyx 40300). */
    private static final Set<String> OPTED_OUT = Set.of("21610", "40300");

    private final Messaging messaging;
    private final NotificationPlanning planning;
    private final Snoozes snoozes;

    MessageEndings(Messaging messaging) {
        this.messaging = messaging;
        planning = new NotificationPlanning(messaging);
        snoozes = new Snoozes(messaging.catalogues());
    }

    /** Whether a message is still needed. */
    MessageNeed need(StoreSession session, Notification row, Instant now) {
        return MessageNeed.of(session, snoozes, row, now);
    }

    /** Whether a call was mute if it is over and never asked what to say. */
    boolean asksWhatToSay(Notification row) {
        Channel channel = messaging.channels().get(row.kind());
        return channel != null && channel.id().equals(row.channelId()) && channel.asksWhatToSay();
    }

    /** A change to what the service took; it is asked for later, if nothing final is heard until then. */
    static Notification.Change taken(Notification row, Notification.Change change, Instant now) {
        change.ended(NotificationState.SENT, now).reason(null);
        return row.state() == NotificationState.SENT
                ? change.lookAgain(row.dueAt())
                : change.lookups(0).lookAgain(ReportQuestions.first(row, now).orElse(null));
    }

    /** Ends a message that did not reach its person, and plans the next channel for it and for what it carried. */
    void notReached(StoreSession session, Notification row, NotificationState state, String reason, Instant now) {
        String why = planning.isWithoutPolicy(session, row)
                ? reason + "; nothing says what is next, since its escalation is gone"
                : reason;
        save(session, row.change().ended(state, now).reason(why).done());
        next(session, row, now);
        // Of what waits to be sent no request is open: it was tried by none, or by such as were certainly not executed.
        boolean notSent = row.state() == NotificationState.PLANNED && state != NotificationState.FAILED;
        goOn(session, row, notSent && !row.repeated(), reason, now);
    }

    /**
     * Ends a message whose last request was certainly not executed, since its service does not take it, if a next channel is planned
     * for it; returns whether one is. What it carries follows it.
     */
    boolean handOver(StoreSession session, Notification row, String reason, Instant now) {
        if (!next(session, row, now)) {
            return false;
        }
        save(
                session,
                row.change()
                        .ended(NotificationState.REFUSED, now)
                        .reason("it goes by another channel, since it could not be sent: " + reason)
                        .done());
        goOn(session, row, !row.repeated(), reason, now);
        return true;
    }

    /**
     * What was to go out with a message that did not reach its person goes by its own next channel; where there is none, by itself if
     * the message was certainly not sent.
     */
    private void goOn(StoreSession session, Notification row, boolean notSent, String reason, Instant now) {
        for (Notification one : carried(session, row)) {
            if (next(session, one, now)) {
                continue;
            }
            if (notSent) {
                setFree(session, one, now);
            } else {
                save(
                        session,
                        one.change()
                                .reason("what it went out with did not reach its person: " + reason)
                                .done());
            }
        }
    }

    /** Ends a message that is not sent since nobody needs it any more, and sets free what it was to carry. */
    void needless(StoreSession session, Notification row, String reason, Instant now) {
        save(
                session,
                row.change()
                        .ended(NotificationState.SKIPPED, now)
                        .needless()
                        .reason(reason)
                        .done());
        setOthersFree(session, row, now);
    }

    /** Has a message that was taken up, and not tried, due again as if it had not been taken up. */
    void untried(StoreSession session, Notification row, String reason, Instant due) {
        Notification back = row.change().untried(due).reason(reason).done();
        save(session, back);
        if (back.attempts() == 0) {
            setOthersFree(session, row, due);
        }
    }

    /** What was to go out with a message goes by itself. */
    void setOthersFree(StoreSession session, Notification row, Instant now) {
        carried(session, row).forEach(one -> setFree(session, one, now));
    }

    private static void setFree(StoreSession session, Notification one, Instant now) {
        save(
                session,
                one.change()
                        .open(NotificationState.PLANNED, now)
                        .bundleId(null)
                        .reason("what it was to go out with was not sent")
                        .done());
    }

    private static List<Notification> carried(StoreSession session, Notification row) {
        return session.notifications().bundledWith(row.id());
    }

    private boolean next(StoreSession session, Notification row, Instant now) {
        Long id = row.incidentId();
        if (id == null || need(session, row, now) instanceof MessageNeed.Over) {
            return false;
        }
        Incident incident = StoredIncident.of(session, id);
        Escalation escalation = session.escalations().get(List.of(id)).get(id);
        return escalation != null && planning.next(session, row, incident, escalation, now);
    }

    /**
     * Keeps that a service refuses a number whose owner opted out there, if the code says so. It may be told late, or only when it is
     * asked for; whoever resubscribed since the message went out is blocked no more.
     */
    void keepBlock(StoreSession session, Notification row, @Nullable String code, Instant now) {
        Programme programme = messaging.programme();
        String address = row.address();
        if (code == null
                || !OPTED_OUT.contains(code)
                || programme == null
                || address == null
                || row.kind() == ChannelKind.EMAIL) {
            return;
        }
        PhoneNumber number = new PhoneNumber(address);
        Instant sentAt = row.sentAt();
        ConsentState state =
                ConsentState.of(programme.id(), number, session.consent().of(programme.id(), number));
        if (sentAt != null && state.isResubscribedSince(sentAt, PhoneUse.SMS, now)) {
            return;
        }
        session.consent()
                .append(List.of(InboundConsent.providerBlock(
                        programme.id(), number, String.valueOf(row.channelId()), code, row.key(), now)));
    }

    static void save(StoreSession session, Notification row) {
        session.notifications().save(List.of(row));
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes up messages that are due. One that is to be sent is SENDING in the store, with its words and address, before a byte leaves; in
 * the same transaction everything is asked that may keep it back. One whose worker died is UNKNOWN. Thread-safe.
 */
final class MessageClaims {
    private static final String NOBODY_KNOWS = "nobody knows whether it went out, and it is not sent a third time";
    private static final Set<ChannelKind> PHONES = Set.of(ChannelKind.SMS, ChannelKind.VOICE);

    /** What counts for a person's limit; answers to that person's own messages are bounded apart. */
    private static final Set<Purpose> LIMITED = Set.of(Purpose.ALERT, Purpose.REMINDER, Purpose.AFFECTED_USER);

    /** How long until it is looked again whether quiet hours still hold a message. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    private final Messaging messaging;
    private final NotificationSettings settings;
    private final MessageGate gate;
    private final MessageWording wording;
    private final MessageEndings endings;
    private final MessageTimes times;
    private final MessageBundling bundling;
    private final String owner;
    private final Map<ChannelKind, Instant> resting = new ConcurrentHashMap<>();

    MessageClaims(Messaging messaging, MessageEndings endings, String owner) {
        this.messaging = messaging;
        this.endings = endings;
        this.owner = owner;
        settings = messaging.settings();
        gate = new MessageGate(messaging);
        wording = new MessageWording(messaging);
        times = new MessageTimes(messaging);
        bundling = new MessageBundling(endings, times);
    }

    /** Nothing is sent by a kind for a while, since its service refused the credentials. */
    void rest(ChannelKind kind, Instant until) {
        resting.put(kind, until);
    }

    /** Whether nothing is sent by a kind now. */
    boolean rests(ChannelKind kind, Instant now) {
        Instant until = resting.get(kind);
        return until != null && until.isAfter(now);
    }

    /**
     * Why a message that was taken up may not be sent any more, as the store is now: asked again just before its request, since its
     * turn may have come late. Empty if it may.
     */
    Optional<String> stopped(StoreSession session, Notification claimed, Instant now) {
        Notification row = session.notifications().get(claimed.id()).orElse(claimed);
        if (row.token() != claimed.token() || row.state() != NotificationState.SENDING) {
            return Optional.of("another worker has taken it up, or its service reported it");
        }
        MessageNeed need = endings.need(session, row, now);
        if (need instanceof MessageNeed.Over over) {
            return Optional.of(over.reason());
        } else if (need instanceof MessageNeed.Later later) {
            return Optional.of(later.reason());
        }
        MessageGate.Answer answer = gate.ask(session, row, now);
        if (answer instanceof MessageGate.Answer.Shut shut) {
            return Optional.of(shut.reason());
        }
        return ((MessageGate.Answer.Open) answer).address().equals(row.address())
                ? Optional.empty()
                : Optional.of("it goes to another address now");
    }

    /** Takes up one due message; empty if there is nothing to send or to ask for it now. */
    Optional<Notification> claim(StoreSession session, long id, Instant now) {
        // Another of the same slice may have carried or ended it.
        Notification row = session.notifications().get(id).orElse(null);
        if (row == null || row.dueAt() == null || row.dueAt().isAfter(now)) {
            return Optional.empty();
        }
        return switch (row.state()) {
            case PLANNED -> send(session, row, now);
            case SENDING -> {
                becomeUnknown(session, row, "the worker that sent it did not report its outcome", now);
                yield Optional.empty();
            }
            case UNKNOWN, SENT -> {
                Notification claimed =
                        row.change().claimed(owner, now.plus(settings.lease())).done();
                MessageEndings.save(session, claimed);
                yield Optional.of(claimed);
            }
            default -> throw new IllegalStateException("notification " + row.id() + " is due and " + row.state());
        };
    }

    /** Its request may have been executed: the service is asked, or, of a repeat, nothing more is done. */
    void becomeUnknown(StoreSession session, Notification row, String why, Instant now) {
        if (row.repeated()) {
            endings.notReached(session, row, NotificationState.REFUSED, NOBODY_KNOWS + ": " + why, now);
            return;
        }
        MessageEndings.save(
                session,
                row.change()
                        .open(NotificationState.UNKNOWN, lookUpAt(row, 0, now))
                        .sendable()
                        .lookups(0)
                        .reason(why)
                        .done());
    }

    /** When the service is asked for the given time, counted from 0, but not in the past. */
    Instant lookUpAt(Notification row, int number, Instant now) {
        Instant sentAt = row.sentAt() == null ? now : row.sentAt();
        Instant due = sentAt.plus(settings.lookUps().get(number));
        return due.isBefore(now) ? now : due;
    }

    private Optional<Notification> send(StoreSession session, Notification row, Instant now) {
        MessageNeed need = endings.need(session, row, now);
        if (need instanceof MessageNeed.Over over) {
            endings.needless(session, row, over.reason(), now);
            return Optional.empty();
        } else if (need instanceof MessageNeed.Later later) {
            // Its time runs from the end of the pause, as it does with quiet hours.
            MessageEndings.save(
                    session,
                    row.change()
                            .open(NotificationState.PLANNED, later.until())
                            .sendable()
                            .expiresAt(later.until().plus(settings.timeToLive()))
                            .reason(later.reason())
                            .done());
            return Optional.empty();
        }
        if (times.isTooLate(session, row, now)) {
            boolean tried = row.repeated() || row.notSentSince() != null;
            endings.notReached(
                    session,
                    row,
                    tried ? NotificationState.REFUSED : NotificationState.SKIPPED,
                    "it was too late to send it" + (row.reason() == null ? "" : ": " + row.reason()),
                    now);
            return Optional.empty();
        }
        if (rests(row.kind(), now)) {
            return resting(session, row, now);
        }
        MessageGate.Answer answer = gate.ask(session, row, now);
        if (answer instanceof MessageGate.Answer.Shut shut) {
            endings.notReached(session, row, NotificationState.SKIPPED, shut.reason(), now);
            return Optional.empty();
        }
        return allowed(session, row, (MessageGate.Answer.Open) answer, now);
    }

    /** What cannot be sent since the service refuses the credentials goes by the next channel at once, or waits if there is none. */
    private Optional<Notification> resting(StoreSession session, Notification row, Instant now) {
        Instant until = Objects.requireNonNull(resting.get(row.kind()), "it rests until a moment");
        String why = "the service refused the credentials; nothing is sent until " + until;
        if (endings.handOver(session, row, why, now)) {
            return Optional.empty();
        }
        Instant since = row.notSentSince() == null ? now : row.notSentSince();
        return putOff(session, row.change().notSent(since).done(), until, why);
    }

    private Optional<Notification> allowed(
            StoreSession session, Notification row, MessageGate.Answer.Open open, Instant now) {
        boolean first = row.attempts() == 0;
        boolean alerts = row.purpose() == Purpose.ALERT || row.purpose() == Purpose.REMINDER;
        Optional<Instant> quiet = alerts ? times.quietUntil(session, row, now) : Optional.empty();
        if (quiet.isPresent()) {
            return quiet(session, row, quiet.get(), now);
        }
        // Also what was not sent and is tried again: the other's may have gone out meanwhile.
        Optional<Notification> same = row.purpose() == Purpose.ALERT && !row.repeated()
                ? MessageBundling.sameNumber(session, row, open.address())
                : Optional.empty();
        if (same.isPresent()) {
            endings.setOthersFree(session, row, now);
            bundle(
                    session,
                    row,
                    same.get().id(),
                    "it went to the same address for " + same.get().personName(),
                    now);
            return Optional.empty();
        }
        List<Notification> alike = alerts && !row.repeated() ? MessageBundling.alike(session, row) : List.of();
        Optional<Notification> tried =
                alike.stream().filter(one -> one.attempts() > 0).findFirst();
        if (first && tried.isPresent()) {
            return putOff(session, row, after(tried.get(), now), "what was to be told of it before is tried first");
        }
        List<Notification> others =
                alike.stream().filter(one -> one.attempts() == 0).toList();
        // A repeat is of a message that counts already; what was not sent yet counts like any other when it is tried
        // again.
        if (!row.repeated() && LIMITED.contains(row.purpose())) {
            List<Instant> sent = sentTimes(session, row, now);
            if (sent.size() >= settings.limit()) {
                Instant free = sent.get(0).plus(settings.bundlePause());
                if (free.isAfter(now)) {
                    return putOff(
                            session,
                            row,
                            free,
                            "over the limit of " + settings.limit() + " in "
                                    + settings.window().toMinutes() + " min; what waits goes out together at " + free);
                }
            }
            // Also once there is room again: what had to wait goes out together until nothing waits any more.
            if (first && alerts && (sent.size() >= settings.limit() || MessageBundling.hasWaited(row))) {
                others = bundling.waiting(session, row, now);
            }
        }
        return Optional.of(freeze(session, row, open, others, now));
    }

    /** Its time runs from their end. They may be taken away before. */
    private Optional<Notification> quiet(StoreSession session, Notification row, Instant end, Instant now) {
        Instant again = now.plus(LOOK_AGAIN);
        Instant expiresAt = end.plus(settings.timeToLive());
        Notification held = row.change()
                .sendable()
                .expiresAt(expiresAt.isAfter(row.expiresAt()) ? expiresAt : row.expiresAt())
                .done();
        return putOff(session, held, end.isBefore(again) ? end : again, "quiet hours until " + end);
    }

    private Notification freeze(
            StoreSession session,
            Notification row,
            MessageGate.Answer.Open open,
            List<Notification> others,
            Instant now) {
        if (!open.entries().isEmpty()) {
            session.consent().append(open.entries());
        }
        MessageWording.Said said = wording.of(session, row, others, now);
        List<Notification> carried = said.carried();
        for (Notification one : carried) {
            bundle(session, one, row.id(), "it went out together with others", now);
        }
        ConsentEntry proof = open.proof();
        Channel channel = Objects.requireNonNull(
                messaging.channels().get(row.kind()), "the store gave a message of a kind without a channel");
        Notification sending = row.change()
                .claimed(owner, now.plus(settings.lease()))
                .sending(channel.id(), open.address(), said.words(), now)
                .proofId(proof == null ? null : proof.id())
                .reason(carried.isEmpty() ? null : "carries " + carried.size() + " others")
                .done();
        MessageEndings.save(session, sending);
        return sending;
    }

    private static void bundle(StoreSession session, Notification row, long with, String reason, Instant now) {
        MessageEndings.save(
                session,
                row.change()
                        .ended(NotificationState.BUNDLED, now)
                        .bundleId(with)
                        .reason(reason)
                        .done());
    }

    private Optional<Notification> putOff(StoreSession session, Notification row, Instant until, String reason) {
        MessageEndings.save(
                session,
                row.change()
                        .open(NotificationState.PLANNED, until)
                        .reason(reason)
                        .done());
        return Optional.empty();
    }

    private Instant after(Notification tried, Instant now) {
        Instant due = tried.dueAt();
        Instant soon = now.plus(settings.retryPause());
        return due == null || due.isBefore(soon) ? soon : due;
    }

    private List<Instant> sentTimes(StoreSession session, Notification row, Instant now) {
        Set<ChannelKind> together = PHONES.contains(row.kind()) ? PHONES : Set.of(row.kind());
        List<Instant> sent = new ArrayList<>(
                session.notifications().sentTimes(row.person(), together, LIMITED, now.minus(settings.window())));
        if (row.sentAt() != null) {
            sent.remove(row.sentAt());
        }
        return sent;
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.notify.AlertWords;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.MessageLookUp;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place that sends messages to people. It claims those that are due, commits that they are sent, has a channel send each, and
 * commits what came of it. Kill switches do not stop it: they stop writes to the PSAs, and when those are stopped people must hear of
 * incidents all the more. Thread-safe.
 */
public final class MessageDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(MessageDispatcher.class);

    private final Store store;
    private final Messaging messaging;
    private final NotificationSettings settings;
    private final Clock clock;
    private final MessageClaims claims;
    private final MessageOutcomes outcomes;
    private final DueMessages due;
    private final DeliveryReports reports;

    /**
     * A dispatcher.
     *
     * @param owner the name of this worker, unique among all that share the store
     */
    public MessageDispatcher(Store store, Messaging messaging, Clock clock, String owner) {
        this.store = store;
        this.messaging = messaging;
        this.clock = clock;
        settings = messaging.settings();
        MessageEndings endings = new MessageEndings(messaging);
        claims = new MessageClaims(messaging, endings, owner);
        outcomes = new MessageOutcomes(settings, endings, claims);
        due = new DueMessages(messaging.msp());
        reports = new DeliveryReports(store, messaging, clock);
    }

    /** A message that this dispatcher holds, to be sent or asked for once. */
    public final class Claimed implements Runnable {
        private final Notification row;

        private Claimed(Notification row) {
            this.row = row;
        }

        /** Sends the message, or asks the service for it, and commits what came of it. Never throws for what happens outside. */
        @Override
        public void run() {
            try {
                execute(row);
            } catch (RuntimeException e) {
                LOG.error("what came of notification {} could not be kept; it is looked up later", row.id(), e);
            }
        }

        /** Gives the message back, since it could not be run. Never throws. */
        void giveBack(String why) {
            try {
                apply(
                        row,
                        (session, stored, now) ->
                                outcomes.untried(session, stored, why, now.plus(settings.retryPause())));
            } catch (RuntimeException e) {
                LOG.error("notification {} could not be given back; it is looked up later", row.id(), e);
            }
        }
    }

    /**
     * What was taken up.
     *
     * @param claimed what must be run soon
     * @param looked how many were due, those included that only wait for something now
     */
    public record Taken(List<Claimed> claimed, int looked) {
        /** Copies the list. */
        public Taken {
            claimed = List.copyOf(claimed);
        }
    }

    /** Takes up messages of a kind that are due, at most so many; what was taken up must be run soon. */
    public Taken claim(ChannelKind kind, int limit) {
        Instant before = clock.instant();
        Instant first = store.read(session -> session.notifications().nextDue(messaging.msp(), Set.of(kind)));
        if (first == null || first.isAfter(before)) {
            return new Taken(List.of(), 0);
        }
        try {
            return store.write(session -> {
                Instant now = clock.instant();
                List<Claimed> claimed = new ArrayList<>();
                List<Notification> next = due.next(session, kind, now, limit);
                for (Notification row : next) {
                    claims.claim(session, row.id(), now).ifPresent(one -> claimed.add(new Claimed(one)));
                }
                return new Taken(claimed, next.size());
            });
        } catch (RuntimeException e) {
            LOG.error("a slice of due messages failed; they are taken up one by one", e);
            return claimOneByOne(kind, limit);
        }
    }

    /** One message that cannot be taken up must not hold up the others; it is tried again a while later. */
    private Taken claimOneByOne(ChannelKind kind, int limit) {
        List<Claimed> claimed = new ArrayList<>();
        List<Notification> next = store.read(session -> due.next(session, kind, clock.instant(), limit));
        int looked = 0;
        for (Notification row : next) {
            try {
                store.write(session -> claims.claim(session, row.id(), clock.instant()))
                        .ifPresent(one -> claimed.add(new Claimed(one)));
                looked++;
            } catch (RuntimeException e) {
                LOG.error("notification {} could not be taken up", row.id(), e);
                putOff(row.id());
            }
        }
        return new Taken(claimed, looked);
    }

    private void putOff(long id) {
        try {
            store.write(session -> {
                session.notifications()
                        .get(id)
                        .filter(row -> row.dueAt() != null)
                        .ifPresent(row -> MessageEndings.save(
                                session,
                                row.change()
                                        .lookAgain(clock.instant().plus(settings.longestRetryPause()))
                                        .reason("it could not be taken up; the log says why")
                                        .done()));
                return true;
            });
        } catch (RuntimeException e) {
            LOG.error("notification {} could not be put off", id, e);
        }
    }

    private void execute(Notification row) {
        Channel channel = Objects.requireNonNull(messaging.channels().get(row.kind()), "a claimed kind has a channel");
        if (row.state() == NotificationState.UNKNOWN) {
            MessageLookUp answer = lookUp(channel, row);
            apply(row, (session, stored, now) -> outcomes.lookedUp(session, stored, answer, now));
            return;
        }
        if (row.state() == NotificationState.SENT) {
            Optional<DeliveryReport> report = reportOf(channel, row);
            apply(row, (session, stored, now) -> reports.asked(session, stored, report, now));
            return;
        }
        // It may have waited for its turn since everything was asked that may keep it back.
        Optional<String> stopped = stopped(row);
        if (stopped.isPresent()) {
            apply(row, (session, stored, now) -> outcomes.untried(session, stored, stopped.get(), now));
        } else {
            SendOutcome outcome = send(channel, row);
            apply(row, (session, stored, now) -> outcomes.sent(session, stored, outcome, now));
        }
    }

    /** Why a message that was taken up is not sent now after all; empty if it is. */
    private Optional<String> stopped(Notification row) {
        Instant leaseUntil = row.leaseUntil();
        if (leaseUntil == null || !clock.instant().isBefore(leaseUntil.minus(settings.requestTimeout()))) {
            return Optional.of("its turn came when the time to send it was over");
        }
        return store.read(session -> claims.stopped(session, row, clock.instant()));
    }

    private static OutboundMessage message(Notification row) {
        Words words = Objects.requireNonNull(row.words(), "what is sent has words");
        // A text whose first request may have been executed says so; by any other kind it is the same message again.
        // What is kept stays as it was: an answer is told again in the same words when its question comes again.
        Words said = row.repeated() && row.kind() == ChannelKind.SMS ? AlertWords.repeated(words) : words;
        return new OutboundMessage(
                row.key(),
                Objects.requireNonNull(row.address(), "what is sent has an address"),
                said.subject(),
                said.text(),
                said.html());
    }

    private SendOutcome send(Channel channel, Notification row) {
        OutboundMessage message;
        try {
            message = message(row);
        } catch (IllegalArgumentException e) {
            return new SendOutcome.Refused(null, "it is no message that can be sent: " + e.getMessage());
        }
        try {
            return channel.send(message);
        } catch (AuthenticationException e) {
            claims.rest(row.kind(), clock.instant().plus(settings.channelPause()));
            return new SendOutcome.NotSent(String.valueOf(e.getMessage()), settings.channelPause());
        } catch (RuntimeException e) {
            LOG.error("channel '{}' threw, which it must not", channel.id(), e);
            return new SendOutcome.Unknown("the channel failed: " + e);
        }
    }

    private MessageLookUp lookUp(Channel channel, Notification row) {
        Instant sentAt = row.sentAt();
        if (!channel.id().equals(row.channelId()) || sentAt == null) {
            return new MessageLookUp.Unanswered(false, "it was sent by channel '" + row.channelId() + "'");
        }
        try {
            return channel.lookUp(
                    message(row),
                    sentAt,
                    id -> store.read(session -> MessageOutcomes.isOfAnother(session, row, channel.id(), id)));
        } catch (RuntimeException e) {
            LOG.error("channel '{}' threw, which it must not", channel.id(), e);
            return new MessageLookUp.Unanswered(true, "the channel failed: " + e);
        }
    }

    private static Optional<DeliveryReport> reportOf(Channel channel, Notification row) {
        String providerId = row.providerId();
        if (!channel.id().equals(row.channelId()) || providerId == null) {
            return Optional.empty();
        }
        try {
            return channel.reportOf(row.key(), providerId);
        } catch (RuntimeException e) {
            LOG.error("channel '{}' could not be asked what became of {}", channel.id(), row.key(), e);
            return Optional.empty();
        }
    }

    /** What follows from an outcome, within the transaction that keeps it. */
    @FunctionalInterface
    private interface Effect {
        void apply(StoreSession session, Notification stored, Instant now);
    }

    private void apply(Notification row, Effect effect) {
        store.write(session -> {
            Notification stored = session.notifications().get(row.id()).orElse(null);
            if (stored == null || stored.token() != row.token()) {
                LOG.warn("notification {} was taken up by another worker; what came of it is left to that", row.id());
                return false;
            }
            effect.apply(session, stored, clock.instant());
            return true;
        });
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The telling of people as a part of the worker's rounds: escalations that are due, and messages, which go out on threads of their own,
 * so that a slow service delays no ticket. Thread-safe.
 */
public final class MessageWork {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWork.class);

    private final Store store;
    private final Messaging messaging;
    private final EscalationWork escalations;
    private final EscalationWatch watch;
    private final MessageDispatcher dispatcher;
    private final Clock clock;
    private final Executor executor;
    private final Map<ChannelKind, AtomicInteger> inFlight = new EnumMap<>(ChannelKind.class);

    /**
     * Work over these parts.
     *
     * @param executor runs the requests to services
     */
    public MessageWork(
            Store store,
            Messaging messaging,
            EscalationWork escalations,
            MessageDispatcher dispatcher,
            Clock clock,
            Executor executor) {
        this.store = store;
        this.messaging = messaging;
        this.escalations = escalations;
        watch = new EscalationWatch(messaging);
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.executor = executor;
        messaging.channels().keySet().forEach(kind -> inFlight.put(kind, new AtomicInteger()));
    }

    /**
     * Takes up what is due now; returns how many pieces of work that was. Requests may still be under way.
     *
     * @param wake is run when a request is over
     */
    int round(Runnable wake) {
        int done = watch.follow(store, clock.instant());
        done += escalations.handleDue(store, clock.instant());
        // Places are for each kind, so that a slow service does not hold up the others.
        for (Map.Entry<ChannelKind, AtomicInteger> places : inFlight.entrySet()) {
            int free = messaging.settings().parallel() - places.getValue().get();
            if (free > 0) {
                MessageDispatcher.Taken taken = dispatcher.claim(places.getKey(), free);
                taken.claimed().forEach(one -> execute(one, places.getValue(), wake));
                done += taken.looked();
            }
        }
        return done;
    }

    private void execute(MessageDispatcher.Claimed message, AtomicInteger places, Runnable wake) {
        places.incrementAndGet();
        boolean accepted = false;
        try {
            executor.execute(() -> {
                try {
                    message.run();
                } finally {
                    places.decrementAndGet();
                    wake.run();
                }
            });
            accepted = true;
        } catch (RejectedExecutionException e) {
            LOG.error("a message could not be run, and is given back", e);
            message.giveBack("the host's executor does not take it");
        } finally {
            if (!accepted) {
                places.decrementAndGet();
            }
        }
    }

    /** How many requests to services are under way. */
    int inFlight() {
        return inFlight.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** When the next escalation or message is due; null if none is. */
    @Nullable
    Instant nextDue(StoreSession session) {
        return Stream.of(
                        session.escalations().nextDue(messaging.msp()),
                        session.notifications()
                                .nextDue(messaging.msp(), messaging.channels().keySet()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}

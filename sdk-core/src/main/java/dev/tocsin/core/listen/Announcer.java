package dev.tocsin.core.listen;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.ConnectionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners what happened, each for itself: what one throws is logged and keeps nothing from the others. Thread-safe. */
public final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final List<TocsinListener> listeners;
    private final List<MetricsListener> metrics;
    private final Clock clock;

    /** An announcer to these listeners; there may be none. */
    public Announcer(List<TocsinListener> listeners, List<MetricsListener> metrics, Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.metrics = List.copyOf(metrics);
        this.clock = clock;
    }

    /** Whether nobody listens, so that nothing need be collected. */
    public boolean isSilent() {
        return listeners.isEmpty() && metrics.isEmpty();
    }

    /**
     * Events were answered.
     *
     * @param receipts one per event, in their order
     */
    public void received(Iterable<SecurityEvent> events, List<Receipt> receipts) {
        if (isSilent()) {
            return;
        }
        Map<Receipt.Outcome, Long> fresh = new EnumMap<>(Receipt.Outcome.class);
        Map<Receipt.Outcome, Long> repeated = new EnumMap<>(Receipt.Outcome.class);
        Iterator<SecurityEvent> event = events.iterator();
        for (Receipt receipt : receipts) {
            (receipt.duplicate() ? repeated : fresh).merge(receipt.outcome(), 1L, Long::sum);
            SecurityEvent answered = event.next();
            tell(listener -> listener.received(answered, receipt));
        }
        fresh.forEach((outcome, count) -> count(listener -> listener.events(outcome, false, count)));
        repeated.forEach((outcome, count) -> count(listener -> listener.events(outcome, true, count)));
    }

    /** A transaction was committed. */
    void committed(Changes changes) {
        long live = 0;
        for (Changes.Change<Incident> change : changes.incidents()) {
            announce(change.before(), change.after());
            live += (change.after().state().live() ? 1 : 0) - (isLive(change.before()) ? 1 : 0);
        }
        long open = 0;
        for (Changes.Change<Intent> change : changes.intents()) {
            announce(change.before(), change.after());
            open += (change.after().state().open() ? 1 : 0) - (isOpen(change.before()) ? 1 : 0);
        }
        for (Changes.Change<ConnectionState> change : changes.connections()) {
            announce(change.before(), change.after());
        }
        long groups = live;
        long writes = open;
        if (groups != 0) {
            count(listener -> listener.liveGroups(groups));
        }
        if (writes != 0) {
            count(listener -> listener.openWrites(writes));
        }
    }

    private static boolean isLive(@Nullable Incident incident) {
        return incident != null && incident.state().live();
    }

    private static boolean isOpen(@Nullable Intent intent) {
        return intent != null && intent.state().open();
    }

    private void announce(@Nullable Incident before, Incident after) {
        IncidentState was = before == null ? null : before.state();
        if (was != after.state()) {
            tell(listener -> listener.stateChanged(was, after));
        }
        boolean hadTicket = before != null && before.ticketId() != null;
        if (after.ticketId() != null && !hadTicket) {
            tell(listener -> listener.ticketOpened(after));
        }
        // What is let go without a close of ours leaves its ticket open: it is a project's, or people's.
        boolean letGo = after.state() == IncidentState.CLOSED_AUTO && was != IncidentState.CLOSING;
        boolean ended = isLive(before) && !after.state().live() && was != IncidentState.REOPENING && !letGo;
        if (after.ticketId() != null && ended) {
            tell(listener -> listener.ticketClosed(after));
        }
        if (was == IncidentState.REOPENING && after.state().hasOpenTicket()) {
            tell(listener -> listener.ticketReopened(after));
        }
        String question = after.facts().question();
        if (question != null
                && (before == null || !question.equals(before.facts().question()))) {
            tell(listener -> listener.personAsked(after, question));
        }
        if (after.state() == IncidentState.QUARANTINED && was != IncidentState.QUARANTINED) {
            tell(listener -> listener.ticketRefused(after));
        }
    }

    private void announce(@Nullable Intent before, Intent after) {
        if (before == null || before.state() == after.state()) {
            return;
        }
        boolean underWay = before.state() == IntentState.SENT || before.state() == IntentState.UNKNOWN;
        Instant sentAt = before.sentAt();
        if (underWay && after.state() != IntentState.SENT && sentAt != null) {
            Duration took = Duration.between(sentAt, clock.instant());
            count(listener -> listener.write(after.body(), after.state(), took));
        }
        // The refusal of a create is told of its incident.
        if (after.state() == IntentState.REFUSED && !(after.body() instanceof IntentBody.CreateTicket)) {
            tell(listener -> listener.writeRefused(after));
        }
    }

    private void announce(@Nullable ConnectionState before, ConnectionState after) {
        Instant was = before == null ? null : before.pausedUntil();
        Instant is = after.pausedUntil();
        if (is != null && !is.equals(was)) {
            tell(listener -> listener.connectionPaused(after));
        } else if (is == null && was != null) {
            tell(listener -> listener.connectionResumed(after));
        }
    }

    private void tell(Consumer<TocsinListener> call) {
        listeners.forEach(listener -> harmless(listener, () -> call.accept(listener)));
    }

    private void count(Consumer<MetricsListener> call) {
        metrics.forEach(listener -> harmless(listener, () -> call.accept(listener)));
    }

    private static void harmless(Object listener, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "listener {} failed; nothing depends on it",
                    listener.getClass().getName(),
                    e);
        }
    }
}

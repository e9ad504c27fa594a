package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Works in the caller's thread until nothing can be done any more, and says what is left. */
public final class Settling {
    private static final List<IntentState> OPEN =
            List.of(IntentState.WAITING, IntentState.PLANNED, IntentState.SENT, IntentState.UNKNOWN);
    private static final int LOOK = 1_000;
    private static final int PATIENCE = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(5);

    private final Store store;
    private final Worker worker;
    private final MspId msp;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Schedule schedule;

    /** Settling by a worker that does not run in the background. */
    public Settling(Store store, Worker worker, Settings settings, MspId msp, Clock clock, Sleeper sleeper) {
        this.store = store;
        this.worker = worker;
        this.msp = msp;
        this.clock = clock;
        this.sleeper = sleeper;
        this.schedule = new Schedule(settings);
    }

    /**
     * A write that could not be done.
     *
     * @param intent the write
     * @param reason why it waits, for people
     */
    public record Left(Intent intent, String reason) {}

    /**
     * Works until no write is open, or those that are cannot be done now. Messages to people that are due meanwhile go out, and those
     * under way are awaited, so that none is left whose outcome nobody kept; what is due later, such as the next step of an
     * escalation, is not waited for.
     *
     * @param endWaits whether waits, note intervals and holds end now
     * @return what is left; empty if nothing is
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Left> settle(boolean endWaits) throws InterruptedException {
        while (true) {
            if (endWaits) {
                store.write(session -> {
                    session.incidents().endWaits(msp, clock.instant());
                    return true;
                });
            }
            boolean idle = worker.inFlight() == 0;
            int done = worker.round();
            // What ended while the round looked for work may have given more, such as people who are told of a ticket.
            if (done > 0 || (!idle && worker.inFlight() == 0)) {
                continue;
            }
            List<Left> left = new ArrayList<>();
            int open = store.read(session -> stuck(session, left));
            if (idle && open == left.size() && !isIncidentDue() && !isAnyQueued()) {
                return left;
            }
            sleeper.sleep(untilNextDue());
        }
    }

    private boolean isIncidentDue() {
        Instant next = store.read(session -> session.incidents().nextDue(msp));
        return next != null && !next.isAfter(clock.instant());
    }

    /** Whether groups wait for their turn, which comes by itself. */
    private boolean isAnyQueued() {
        return store.read(session -> Stream.of(Lane.values())
                .anyMatch(lane -> !session.storms().waiting(msp, lane).isEmpty()));
    }

    private Duration untilNextDue() {
        Instant next = worker.nextDue();
        Duration wait = next == null ? LONGEST_WAIT : Duration.between(clock.instant(), next);
        if (wait.compareTo(LONGEST_WAIT) > 0 || worker.inFlight() > 0) {
            return worker.inFlight() > 0 ? SHORTEST_WAIT : LONGEST_WAIT;
        }
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    private int stuck(StoreSession session, List<Left> left) {
        List<Intent> open = session.intents().inState(msp, OPEN, LOOK);
        boolean someMoves = false;
        List<Left> waiting = new ArrayList<>();
        for (Intent intent : open) {
            Optional<String> reason = whyStuck(session, intent);
            if (reason.isPresent()) {
                left.add(new Left(intent, reason.get()));
            } else if (intent.state() == IntentState.WAITING || isBehindProbe(session, intent)) {
                waiting.add(new Left(intent, "waits for an earlier write"));
            } else {
                someMoves = true;
            }
        }
        if (!someMoves) {
            left.addAll(waiting);
        }
        return open.size();
    }

    private static boolean isBehindProbe(StoreSession session, Intent intent) {
        if (!(intent.body() instanceof IntentBody.CreateTicket) || intent.state() != IntentState.PLANNED) {
            return false;
        }
        ConnectionState connection = session.connections().get(intent.msp(), intent.connectionId());
        Long probe = connection.probeIntent();
        return connection.proven() == null
                && probe != null
                && probe != intent.id()
                && session.intents()
                        .get(probe)
                        .filter(create -> create.state().open())
                        .isPresent();
    }

    private Optional<String> whyStuck(StoreSession session, Intent intent) {
        if (!worker.serves(intent.connectionId())) {
            return Optional.of("there is no PSA connection '" + intent.connectionId() + "' here");
        }
        KillSwitch stopped = intent.state() == IntentState.PLANNED ? Claims.stopping(session, intent) : null;
        if (stopped != null) {
            return Optional.of(stopped.sentence());
        }
        ConnectionState connection = session.connections().get(intent.msp(), intent.connectionId());
        Instant pausedUntil = connection.pausedUntil();
        if (intent.state() != IntentState.SENT && pausedUntil != null && pausedUntil.isAfter(clock.instant())) {
            return Optional.of("nothing is sent until " + pausedUntil + ": " + connection.pausedReason());
        }
        if (intent.state() == IntentState.PLANNED && intent.attempts() >= PATIENCE && isLater(intent)) {
            return Optional.of("was tried " + intent.attempts() + " times: " + intent.lastError());
        }
        // A look-up just after the quarantine settles it; what waits longer could not be looked up, or may not be sent.
        boolean unsettled = intent.state() == IntentState.UNKNOWN
                && schedule.afterQuarantine(intent, clock.instant())
                && isLater(intent);
        return unsettled ? Optional.of("its outcome is unknown: " + intent.lastError()) : Optional.empty();
    }

    private boolean isLater(Intent intent) {
        return intent.dueAt() != null && intent.dueAt().isAfter(clock.instant());
    }
}

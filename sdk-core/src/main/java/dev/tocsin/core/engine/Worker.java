package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up whatever is due, round after round: suppressed subjects, incidents, polls, intents, messages to people. Requests run on the host's executor, so that a
 * slow one delays no other, and so do looks at the PSAs' companies. Thread-safe.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    /** What is due after a round that found nothing is another worker's, or has only just become due. */
    private static final Duration NOT_OURS = Duration.ofMillis(50);

    private static final Duration BETWEEN_FORGETTING = Duration.ofMinutes(10);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final Store store;
    private final Map<String, Psa> psas;
    private final MspId msp;
    private final HeldWork held;
    private final IncidentWork incidents;
    private final Dispatcher dispatcher;
    private final Reconciler reconciler;
    private final ConnectionFacts facts;
    private final ConfigurationWatch configuration;
    private final DriftWatch drift;
    private final Settings settings;
    private final Clock clock;
    private final Executor executor;
    private final @Nullable MessageWork messages;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicReference<Instant> forgetAt = new AtomicReference<>(Instant.MIN);
    private final Semaphore wakeUps = new Semaphore(0);

    /**
     * A worker over these parts.
     *
     * @param messages tells people, or null if there are no channels
     */
    public Worker(
            Store store,
            Map<String, Psa> psas,
            MspId msp,
            HeldWork held,
            IncidentWork incidents,
            Dispatcher dispatcher,
            Reconciler reconciler,
            ConnectionFacts facts,
            ConfigurationWatch configuration,
            DriftWatch drift,
            Settings settings,
            Clock clock,
            Executor executor,
            @Nullable MessageWork messages) {
        this.store = store;
        this.psas = Map.copyOf(psas);
        this.msp = msp;
        this.held = held;
        this.incidents = incidents;
        this.dispatcher = dispatcher;
        this.reconciler = reconciler;
        this.facts = facts;
        this.configuration = configuration;
        this.drift = drift;
        this.settings = settings;
        this.clock = clock;
        this.executor = executor;
        this.messages = messages;
    }

    /** Takes up what is due now; returns how many pieces of work that was. Requests may still be under way. */
    public int round() {
        int told = tell();
        forgetTombstones();
        psas.values().forEach(psa -> drift.beginIfDue(psa, executor, this::wake));
        int done = told + configuration.follow();
        // First what joins a group, since a group that is due at the same moment may not be over then.
        done += held.handleDue(store, msp, clock.instant());
        done += incidents.handleDue(store, msp, clock.instant());
        // Once more what is due by now, so that it does not wait for the polls, which ask PSAs on this thread.
        done += tell();
        for (Psa psa : psas.values()) {
            facts.askAgainIfOld(msp, psa);
            done += reconciler.pollIfDue(msp, psa) ? 1 : 0;
        }
        int free = settings.parallelRequests() - inFlight.get();
        if (free > 0) {
            Dispatcher.Taken taken = dispatcher.claim(free);
            taken.claimed().forEach(this::execute);
            done += taken.looked();
        }
        return done;
    }

    /** Has people told of what they must know whatever becomes of the other parts of a round, and these done whatever becomes of it. */
    private int tell() {
        if (messages == null) {
            return 0;
        }
        try {
            return messages.round(this::wake);
        } catch (RuntimeException e) {
            LOG.error("messages to people could not be taken up, and are in the next round", e);
            return 0;
        }
    }

    /** Now and then only, since nothing depends on it: tombstones that are over count no more, forgotten or not. */
    private void forgetTombstones() {
        Instant now = clock.instant();
        Instant due = forgetAt.get();
        if (!now.isBefore(due) && forgetAt.compareAndSet(due, now.plus(BETWEEN_FORGETTING))) {
            store.write(session -> session.tombstones().forget(now));
        }
    }

    private void execute(Dispatcher.Claimed intent) {
        inFlight.incrementAndGet();
        boolean accepted = false;
        try {
            executor.execute(() -> {
                try {
                    intent.run();
                } finally {
                    inFlight.decrementAndGet();
                    wake();
                }
            });
            accepted = true;
        } finally {
            if (!accepted) {
                inFlight.decrementAndGet();
            }
        }
    }

    /** Whether the connection is one of those that this worker writes to. */
    boolean serves(String connectionId) {
        return psas.containsKey(connectionId);
    }

    /** How many requests are under way, to PSAs and to services that carry messages. */
    public int inFlight() {
        return inFlight.get() + (messages == null ? 0 : messages.inFlight());
    }

    /** Ends the wait of a worker that has nothing to do. A wake-up that comes while it works is not lost. */
    public void wake() {
        wakeUps.release();
    }

    /**
     * Waits until something may be due, is woken, or a second has passed.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void await() throws InterruptedException {
        Instant next = nextDue();
        Duration wait = next == null ? LONGEST_WAIT : Duration.between(clock.instant(), next);
        if (wait.compareTo(LONGEST_WAIT) > 0 || inFlight() > 0) {
            wait = LONGEST_WAIT;
        } else if (wait.compareTo(NOT_OURS) < 0) {
            wait = NOT_OURS;
        }
        if (wakeUps.tryAcquire(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS)) {
            wakeUps.drainPermits();
        }
    }

    /** When the next suppressed subject, incident, storm, intent, escalation or message is due; null if none is. */
    public @Nullable Instant nextDue() {
        return store.read(session -> Stream.of(
                        session.held().nextDue(msp),
                        session.storms().nextDue(msp),
                        session.incidents().nextDue(msp),
                        session.intents().nextDue(msp, psas.keySet()),
                        messages == null ? null : messages.nextDue(session))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null));
    }

    /** Works until the thread is interrupted. A fault is logged and does not end it. */
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (round() == 0) {
                    await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("a round failed and is tried again", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            wakeUps.tryAcquire(AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

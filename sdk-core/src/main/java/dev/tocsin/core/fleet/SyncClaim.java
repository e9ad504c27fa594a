package dev.tocsin.core.fleet;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on a connection's configurations, kept in the store. Every write of a run goes through it, so that none is made
 * once the right is another's. Used by one thread.
 */
final class SyncClaim {
    static final String ENTITY = "configurations";
    private static final int CANCEL_TRIES = 100;

    private final Store store;
    private final Clock clock;
    private final Duration lease;
    private final String owner;
    private final boolean resumed;
    private StoredRun run;

    private SyncClaim(Store store, Clock clock, Duration lease, String owner, boolean resumed, StoredRun run) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
        this.owner = owner;
        this.resumed = resumed;
        this.run = run;
    }

    /** What a claim found, and whether it is ours now. */
    private record Taken(StoredRun run, boolean ours, boolean resumed, Duration rest) {}

    /** What a piece of work gave, and the run as it is kept after it. */
    private record Kept<R>(R result, StoredRun run) {}

    /**
     * Takes the claim.
     *
     * @param mayGoOn whether a run of the source that was not completed is gone on with where it stopped
     * @throws SyncBusyException if another works on the connection
     */
    static SyncClaim take(
            Store store, Clock clock, Duration lease, String owner, MspId msp, SyncOrder order, boolean mayGoOn) {
        SyncProgress start = SyncProgress.start(order.source().total());
        Taken taken = store.write(session -> {
            Instant now = clock.instant();
            List<StoredRun> runs = session.runs().of(msp, order.connectionId(), ENTITY);
            Optional<StoredRun> works =
                    runs.stream().filter(run -> run.leased(now)).findFirst();
            if (works.isPresent()) {
                Instant until = Objects.requireNonNull(works.get().leaseUntil());
                return new Taken(works.get(), false, false, Duration.between(now, until));
            }
            StoredRun last = runs.stream()
                    .filter(run -> run.source().equals(order.source().id()))
                    .findFirst()
                    .orElse(null);
            boolean goesOn = mayGoOn && last != null && isUnfinished(last) && last.after() != null;
            StoredRun next = last != null && goesOn ? last : begin(session, msp, order, last, start, now);
            RunChange change = new RunChange(next).ownedBy(owner, now.plus(lease));
            readUntil(runs).ifPresent(change::readUntil);
            return new Taken(
                    session.runs()
                            .claim(change.done(), now)
                            .orElseThrow(() -> new IllegalStateException(next.toString())),
                    true,
                    goesOn,
                    Duration.ZERO);
        });
        if (!taken.ours()) {
            StoredRun other = taken.run();
            throw new SyncBusyException(
                    "connection '" + order.connectionId() + "': run " + other.number()
                            + " of the source '" + other.source() + "' is worked on by " + other.owner() + " since "
                            + other.startedAt() + ", and others must wait until " + other.leaseUntil(),
                    taken.rest());
        }
        return new SyncClaim(store, clock, lease, owner, taken.resumed(), taken.run());
    }

    /**
     * Up to when changes in the PSA were read. What a run of one source read was noted for all of them, so the latest counts; empty
     * if none ever did.
     *
     * @param runs those of all sources
     */
    static Optional<Instant> readUntil(List<StoredRun> runs) {
        return runs.stream().flatMap(run -> Stream.ofNullable(run.readUntil())).max(Comparator.naturalOrder());
    }

    private static boolean isUnfinished(StoredRun last) {
        return last.ending() != SyncReport.Ending.COMPLETED;
    }

    private static StoredRun begin(
            StoreSession session,
            MspId msp,
            SyncOrder order,
            @Nullable StoredRun last,
            SyncProgress start,
            Instant now) {
        // What an unfinished run changed counts on, or a run that asks would go a step further each time it is started.
        boolean counts = last != null && isUnfinished(last);
        Fleet fleet = new Fleet(msp, order.connectionId(), order.source().id());
        return new StoredRun(
                msp,
                order.connectionId(),
                ENTITY,
                last == null ? 1 : last.number() + 1,
                order.source().id(),
                now,
                null,
                null,
                false,
                null,
                start,
                last != null && counts ? last.guarded() : 0,
                last != null && counts ? last.records() : session.fleets().count(fleet),
                null,
                null,
                null,
                null,
                last == null ? 0 : last.version());
    }

    /** Asks the run that works to stop, of whatever source it is; false if none does. */
    static boolean cancel(Store store, Clock clock, MspId msp, String connectionId) {
        for (int tries = 0; tries < CANCEL_TRIES; tries++) {
            @Nullable
            Boolean done = store.write(session -> session.runs().of(msp, connectionId, ENTITY).stream()
                            .filter(run -> run.leased(clock.instant()))
                            .findFirst()
                            .map(run -> session.runs()
                                    .save(new RunChange(run).cancelled().done())
                                    .map(saved -> true))
                            .orElse(Optional.of(false)))
                    .orElse(null);
            if (done != null) {
                return done;
            }
        }
        throw new IllegalStateException("the run of connection '" + connectionId + "' changes without end");
    }

    /** The run as it was kept last. */
    StoredRun run() {
        return run;
    }

    /** Whether it goes on within a run that was stopped. */
    boolean resumed() {
        return resumed;
    }

    /** When a request that is planned at a moment must have left. */
    Instant notAfter(Instant planned, Duration timeout) {
        Instant last = planned.plus(timeout);
        Instant until = run.leaseUntil();
        return until != null && until.isBefore(last) ? until : last;
    }

    /** Makes the lease last if a third of it is over; takes notice of a wish to stop then. Cheap otherwise. */
    void keepAlive() {
        if (isAging(run.leaseUntil())) {
            begin(change -> {}, session -> true);
        }
    }

    /**
     * Carries out a piece of work after which something is sent.
     *
     * @throws RunStopped if somebody asked the run to stop; nothing is then kept
     * @throws LeaseLost if the run is another's by now; nothing is then kept
     */
    <R> R begin(Consumer<RunChange> change, Function<StoreSession, R> work) {
        return write(change, work, true);
    }

    /**
     * Carries out a piece of work that keeps what was done, whether the run goes on or not.
     *
     * @throws LeaseLost if the run is another's by now; nothing is then kept
     */
    <R> R keep(Consumer<RunChange> change, Function<StoreSession, R> work) {
        return write(change, work, false);
    }

    private <R> R write(Consumer<RunChange> change, Function<StoreSession, R> work, boolean stops) {
        Kept<R> kept = store.write(session -> {
            StoredRun current = owned(session);
            if (stops && current.cancelled()) {
                throw new RunStopped(SyncReport.Ending.CANCELLED, "somebody asked it to stop");
            }
            R result = work.apply(session);
            RunChange next = new RunChange(current);
            if (isAging(current.leaseUntil())) {
                next.leaseUntil(clock.instant().plus(lease));
            }
            change.accept(next);
            StoredRun wanted = next.done();
            StoredRun saved = wanted.equals(current)
                    ? current
                    : session.runs().save(wanted).orElseThrow(() -> lost(session));
            return new Kept<>(result, saved);
        });
        run = kept.run();
        return kept.result();
    }

    private StoredRun owned(StoreSession session) {
        StoredRun current = session.runs()
                .get(run.msp(), run.connectionId(), ENTITY, run.source())
                .orElseThrow(() -> new LeaseLost("the run is not in the store any more"));
        if (!owner.equals(current.owner()) || current.number() != run.number()) {
            throw lost(session);
        }
        return current;
    }

    /** Says who works now, which may be a run of another source. */
    private LeaseLost lost(StoreSession session) {
        String now = session.runs().of(run.msp(), run.connectionId(), ENTITY).stream()
                .filter(other -> other.owner() != null)
                .findFirst()
                .map(other -> ", and run " + other.number() + " of the source '" + other.source() + "' is worked on by "
                        + other.owner())
                .orElse(", and another run worked since");
        return new LeaseLost("the lease ended" + now);
    }

    private boolean isAging(@Nullable Instant until) {
        return until == null
                || clock.instant().isAfter(until.minus(lease.multipliedBy(2).dividedBy(3)));
    }
}

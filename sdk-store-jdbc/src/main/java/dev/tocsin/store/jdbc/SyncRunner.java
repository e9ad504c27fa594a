package dev.tocsin.store.jdbc;

import dev.tocsin.core.fleet.SyncBusyException;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.RecurringWork;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the entities of a plan one after another, and can be asked to stop. Thread-safe. */
final class SyncRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRunner.class);

    /** How a plan's run went. */
    enum Ending {
        /** All entities were completed. */
        SUCCEEDED,
        /** One threw, failed or asks. */
        FAILED,
        /** Somebody cancelled one, and nothing failed. */
        CANCELLED,
        /** Somebody else's run was in the way of one, and nothing failed. */
        BUSY,
        /** It was asked to stop before it was through, and is to go on as soon as it can. */
        STOPPED
    }

    /**
     * How a plan's run went.
     *
     * @param message the failures; empty if there is none
     * @param putOff how long to wait for a run of somebody else; null if none was in the way
     */
    record Result(Ending ending, String message, @Nullable Duration putOff) {
        static Result of(Ending ending, String message) {
            return new Result(ending, message, null);
        }
    }

    /** What the entities of a plan came to so far. */
    private static final class Tally {
        private final List<String> failures = new ArrayList<>();
        private boolean cancelled;
        private @Nullable Duration putOff;

        Result result() {
            Ending unless = putOff != null ? Ending.BUSY : cancelled ? Ending.CANCELLED : Ending.SUCCEEDED;
            return new Result(failures.isEmpty() ? unless : Ending.FAILED, String.join("; ", failures), putOff);
        }
    }

    private final RecurringWork work;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    SyncRunner(RecurringWork work) {
        this.work = work;
    }

    boolean serves(String connectionId) {
        return work.serves(connectionId);
    }

    Result run(RecurringSync plan) {
        String connectionId = plan.connectionId();
        Tally tally = new Tally();
        running.add(connectionId);
        try {
            for (SyncEntity entity : plan.entities()) {
                if (stopping) {
                    return Result.of(Ending.STOPPED, "");
                }
                SyncReport.Ending ending = run(connectionId, entity, tally);
                if (stopping && ending != SyncReport.Ending.COMPLETED) {
                    return Result.of(Ending.STOPPED, "");
                }
            }
        } finally {
            running.remove(connectionId);
        }
        return tally.result();
    }

    private SyncReport.@Nullable Ending run(String connectionId, SyncEntity entity, Tally tally) {
        try {
            SyncReport report = work.run(connectionId, entity);
            LOG.info("connection '{}', {}: {}, {}", connectionId, entity.key(), report.ending(), report.progress());
            if (report.ending() == SyncReport.Ending.FAILED || report.ending() == SyncReport.Ending.ASKS) {
                tally.failures.add(
                        entity.key() + ": " + (report.message() == null ? report.ending() : report.message()));
            }
            tally.cancelled |= report.ending() == SyncReport.Ending.CANCELLED;
            return report.ending();
        } catch (SyncBusyException e) {
            LOG.info("connection '{}', {}: put off: {}", connectionId, entity.key(), e.getMessage());
            tally.putOff = e.retryAfter().orElse(Duration.ZERO);
            return null;
        } catch (RuntimeException e) {
            LOG.warn(
                    "connection '{}', {}: the run failed; it runs again at its next time",
                    connectionId,
                    entity.key(),
                    e);
            tally.failures.add(entity.key() + ": " + e);
            return SyncReport.Ending.FAILED;
        }
    }

    /** Lets nothing more begin, and asks what runs to end. */
    void stop() {
        stopping = true;
        for (String connectionId : running) {
            try {
                work.stop(connectionId);
            } catch (RuntimeException e) {
                LOG.warn("connection '{}': the run could not be asked to stop", connectionId, e);
            }
        }
    }
}

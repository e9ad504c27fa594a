package dev.tocsin.store.jdbc;

import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.RecurringWork;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
        /** It was asked to stop before it was through, and is to go on as soon as it can. */
        STOPPED
    }

    /**
     * How a plan's run went.
     *
     * @param message the failures; empty if there is none
     */
    record Result(Ending ending, String message) {}

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
        List<String> failures = new ArrayList<>();
        boolean cancelled = false;
        running.add(connectionId);
        try {
            for (SyncEntity entity : plan.entities()) {
                if (stopping) {
                    return new Result(Ending.STOPPED, "");
                }
                SyncReport.Ending ending = run(connectionId, entity, failures);
                if (stopping && ending != SyncReport.Ending.COMPLETED) {
                    return new Result(Ending.STOPPED, "");
                }
                cancelled |= ending == SyncReport.Ending.CANCELLED;
            }
        } finally {
            running.remove(connectionId);
        }
        Ending unless = cancelled ? Ending.CANCELLED : Ending.SUCCEEDED;
        return new Result(failures.isEmpty() ? unless : Ending.FAILED, String.join("; ", failures));
    }

    private SyncReport.Ending run(String connectionId, SyncEntity entity, List<String> failures) {
        try {
            SyncReport report = work.run(connectionId, entity);
            LOG.info("connection '{}', {}: {}, {}", connectionId, entity.key(), report.ending(), report.progress());
            if (report.ending() == SyncReport.Ending.FAILED || report.ending() == SyncReport.Ending.ASKS) {
                failures.add(entity.key() + ": " + (report.message() == null ? report.ending() : report.message()));
            }
            return report.ending();
        } catch (RuntimeException e) {
            LOG.warn(
                    "connection '{}', {}: the run failed; it runs again at its next time",
                    connectionId,
                    entity.key(),
                    e);
            failures.add(entity.key() + ": " + e);
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

package dev.tocsin.store.jdbc;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.store.jdbc.SyncRunner.Ending;
import dev.tocsin.store.jdbc.SyncRunner.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the scheduler calls: runs a connection's plan as it is then kept, notes how it went, and plans the next run. Plans are not the
 * scheduler's data, since it lets nobody change what runs.
 */
final class SyncTask {
    private static final Logger LOG = LoggerFactory.getLogger(SyncTask.class);

    /** When to look again after the plan itself could not be read. */
    private static final Duration AFTER_FAULT = Duration.ofMinutes(5);

    /** How long a connection that this process does not serve is left to others. */
    private static final Duration FOR_OTHERS = Duration.ofSeconds(5);

    private final SqlitePlans plans;
    private final SyncRunner runner;
    private final Clock clock;
    private final Consumer<String> arrange;

    /**
     * @param arrange brings a connection's next time in line with its plan, which was changed while it ran
     */
    SyncTask(SqlitePlans plans, SyncRunner runner, Clock clock, Consumer<String> arrange) {
        this.plans = plans;
        this.runner = runner;
        this.clock = clock;
        this.arrange = arrange;
    }

    Task<Void> as(String name) {
        return Tasks.custom(name, Void.class)
                .onFailure(this::failed)
                .onDeadExecution(this::dead)
                .execute((instance, context) -> run(instance.getId()));
    }

    private CompletionHandler<Void> run(String connectionId) {
        Optional<SqlitePlans.Kept> kept = plans.get(connectionId);
        if (kept.isEmpty()) {
            return (complete, operations) -> operations.remove();
        }
        if (!runner.serves(connectionId)) {
            // Due as before, but not for us; a moment's rest keeps us from taking it from the others again and again.
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(FOR_OTHERS));
        }
        Result result = runner.run(kept.get().plan());
        return (complete, operations) -> settle(complete, operations, result);
    }

    /** What threw is an error of the virtual machine, or the file could not be read: the work's own exceptions end in the runner. */
    private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        String cause = complete.getCause().map(Throwable::toString).orElse("no cause is known");
        try {
            settle(complete, operations, Result.of(Ending.FAILED, cause));
        } catch (RuntimeException e) {
            LOG.warn("connection '{}': the next run could not be planned and is tried later", id(complete), e);
            operations.reschedule(complete, clock.instant().plus(AFTER_FAULT));
        }
    }

    private void dead(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        LOG.warn("connection '{}': the process that ran it is gone; it runs anew", id(complete));
        Instant now = clock.instant();
        plans.failed(id(complete), now, "the process that ran it is gone; it runs anew");
        operations.reschedule(complete, now);
    }

    private void settle(ExecutionComplete complete, ExecutionOperations<Void> operations, Result result) {
        String connectionId = id(complete);
        Instant now = clock.instant();
        if (result.ending() == Ending.SUCCEEDED) {
            plans.succeeded(connectionId, now);
        } else if (result.ending() == Ending.FAILED) {
            plans.failed(connectionId, now, result.message());
        }
        Optional<RecurringSync> plan = plans.get(connectionId).map(SqlitePlans.Kept::plan);
        if (plan.isEmpty()) {
            operations.remove();
        } else {
            Instant planned = complete.getExecution().executionTime;
            // One that found somebody else at work, or whose process died and left a lease, waits for the end of that.
            // One that was stopped is due, so that another process takes it, or this one after its restart.
            Duration putOff = result.ending() == Ending.STOPPED ? Duration.ZERO : result.putOff();
            Instant next =
                    putOff != null ? now.plus(putOff) : plan.get().schedule().next(planned, now);
            operations.reschedule(complete, next);
        }
        // Whoever changed the plan since it was read above found it running and left the time to us.
        if (!plans.get(connectionId).map(SqlitePlans.Kept::plan).equals(plan)) {
            arrange.accept(connectionId);
        }
    }

    private static String id(ExecutionComplete complete) {
        return complete.getExecution().taskInstance.getId();
    }
}

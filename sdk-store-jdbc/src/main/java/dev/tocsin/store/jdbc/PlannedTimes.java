package dev.tocsin.store.jdbc;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the plans of one MSP run next, in the scheduler's table: one row for each connection, by its id. */
final class PlannedTimes {
    private static final Logger LOG = LoggerFactory.getLogger(PlannedTimes.class);

    /**
     * What the scheduler has planned for a connection.
     *
     * @param at when it runs next, or when the one that runs was planned
     */
    record Planned(Instant at, boolean running) {}

    private final Path file;
    private final String task;
    private final SchedulerClient client;

    /**
     * @param file the file, for messages
     */
    PlannedTimes(Path file, String task, SchedulerClient client) {
        this.file = file;
        this.task = task;
        this.client = client;
    }

    /** What is planned, by connection. */
    Map<String, Planned> all() {
        Map<String, Planned> planned = new HashMap<>();
        asking(() -> client.fetchScheduledExecutionsForTask(
                task,
                Void.class,
                ScheduledExecutionsFilter.all(),
                execution -> planned.put(
                        execution.getTaskInstance().getId(),
                        new Planned(execution.getExecutionTime(), execution.isPicked()))));
        return planned;
    }

    /** Plans the first run of a connection for which nothing is planned. */
    void add(String connectionId, Instant at) {
        asking(() -> client.scheduleIfNotExists(new TaskInstance<Void>(task, connectionId), at));
    }

    /** Plans the next run, the first included; returns false if it runs already, and then nothing is changed. */
    boolean set(String connectionId, Instant at) {
        AtomicBoolean set = new AtomicBoolean();
        asking(() -> set.set(trySet(connectionId, at)));
        return set.get();
    }

    private boolean trySet(String connectionId, Instant at) {
        // One that another process takes or settles meanwhile is looked at once more.
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                if (client.scheduleIfNotExists(new TaskInstance<Void>(task, connectionId), at)
                        || client.reschedule(TaskInstanceId.of(task, connectionId), at)) {
                    return true;
                }
            } catch (TaskInstanceNotFoundException e) {
                LOG.debug("connection '{}': what was planned was removed meanwhile", connectionId);
            } catch (TaskInstanceCurrentlyExecutingException e) {
                return false;
            }
        }
        return false;
    }

    /** Plans no more runs; one that runs does so itself when it ends and finds no plan. */
    void remove(String connectionId) {
        try {
            asking(() -> client.cancel(TaskInstanceId.of(task, connectionId)));
        } catch (DbSchedulerException e) {
            LOG.debug("connection '{}': nothing is planned, or it runs", connectionId, e);
        }
    }

    /** The scheduler's errors of the database are those of a store. */
    private void asking(Runnable question) {
        try {
            question.run();
        } catch (SQLRuntimeException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw SqliteErrors.notKept(file, cause);
            }
            throw new StoreException("the store's file " + file + ": " + e.getMessage(), Execution.UNKNOWN, e);
        }
    }
}

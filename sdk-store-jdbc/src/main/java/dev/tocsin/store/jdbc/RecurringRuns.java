package dev.tocsin.store.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.sync.RecurringState;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.RecurringWork;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs that come round by plans, which are kept in the file of the store and survive restarts. Plans can be added, changed and removed
 * at any time, in any process that has opened the file; a connection's plan runs in one of those that were started, and never twice at
 * the same time. A run whose process died is begun anew by another one after six missed heartbeats; a process that only stood still
 * for so long may then still be at it, so work that must never overlap holds a lease of its own, as runs of configurations do.
 *
 * <p>A run that fails is logged and comes round again at its next time. Thread-safe.
 */
public final class RecurringRuns implements AutoCloseable {
    private static final String TABLE = "recurring_run";

    private final String task;
    private final Clock clock;
    private final SqlitePlans plans;
    private final SyncRunner runner;
    private final Scheduler scheduler;
    private final PlannedTimes times;
    private boolean closed;

    /** The scheduler's builder is a parameter for tests, which drive it by hand. */
    RecurringRuns(Builder settings, BiFunction<DataSource, List<Task<?>>, SchedulerBuilder> builder) {
        SqliteFile file = SqliteFile.of(settings.file, settings.busyTimeout, Sleeper.system());
        file.prepare();
        task = "sync:" + settings.msp.value();
        clock = settings.clock;
        plans = new SqlitePlans(file, settings.msp);
        runner = new SyncRunner(settings.work);
        scheduler = settings.scheduler(
                builder.apply(
                        new SqliteSource(file), List.of(new SyncTask(plans, runner, clock, this::arrange).as(task))),
                TABLE);
        times = new PlannedTimes(settings.file, task, scheduler);
    }

    /**
     * Settings for runs whose plans are in a file.
     *
     * @param file the file of the store; it is made if it is absent
     * @param work what the runs do
     */
    public static Builder on(Path file, RecurringWork work) {
        return new Builder(file, work);
    }

    /** Begins to run what is due, in threads of its own. Without it plans can be kept and listed, and others run them. */
    public synchronized void start() {
        // A process that died between keeping a plan and planning its first run left it without a time.
        for (SqlitePlans.Kept kept : plans.all()) {
            times.add(kept.plan().connectionId(), first(kept.plan()));
        }
        scheduler.start();
    }

    /**
     * Keeps a plan in place of that of its connection. A new plan, or one with another schedule, first runs at the first time of its
     * schedule after now; otherwise the next time stays, so a plan may be given again at each start. One that runs now goes on as it
     * began.
     *
     * @throws StoreException if the file cannot be written
     */
    public void put(RecurringSync plan) {
        Optional<RecurringSync> before = plans.put(plan);
        if (before.isEmpty() || !before.get().schedule().equals(plan.schedule())) {
            times.set(plan.connectionId(), first(plan));
        } else {
            // Whoever kept it first may have died before it planned the first run.
            times.add(plan.connectionId(), first(plan));
        }
    }

    /**
     * Removes the plan of a connection. A run goes on to its end.
     *
     * @return whether there was one
     * @throws StoreException if the file cannot be written
     */
    public boolean remove(String connectionId) {
        boolean removed = plans.remove(connectionId);
        times.remove(connectionId);
        return removed;
    }

    /**
     * Makes the plan of a connection due now, beside its schedule, which counts on from this run. It is run at once if this process
     * runs plans, else by another as soon as that looks.
     *
     * @return false if it runs already; it is then not run once more
     * @throws ConfigurationException if the connection has no plan
     * @throws StoreException if the file cannot be written
     */
    public boolean runNow(String connectionId) {
        if (plans.get(connectionId).isEmpty()) {
            throw new ConfigurationException(
                    "recurring.connection", "connection '" + connectionId + "' has no plan; keep one first");
        }
        boolean planned = times.set(connectionId, clock.instant());
        // After the commit, or the poll would find nothing.
        scheduler.triggerCheckForDueExecutions();
        return planned;
    }

    /**
     * The plans and how they stand, by connection in the order of Unicode code points.
     *
     * @throws StoreException if the file cannot be read
     */
    public List<RecurringState> list() {
        Map<String, PlannedTimes.Planned> planned = times.all();
        List<RecurringState> states = new ArrayList<>();
        for (SqlitePlans.Kept kept : plans.all()) {
            PlannedTimes.Planned time = planned.get(kept.plan().connectionId());
            boolean running = time != null && time.running();
            states.add(new RecurringState(
                    kept.plan(),
                    kept.lastSuccess(),
                    kept.lastFailure(),
                    kept.failure(),
                    time == null || running ? null : time.at(),
                    running));
        }
        return List.copyOf(states);
    }

    /**
     * Lets nothing more begin, asks what runs in this process to stop, and waits for it. What still runs after the time that was set for
     * this is interrupted and given as long once more. What was stopped is due at once, for another process or the next start. Calling
     * it again does nothing.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            scheduler.pause();
            runner.stop();
            scheduler.stop();
        }
    }

    private Instant first(RecurringSync plan) {
        Instant now = clock.instant();
        return plan.schedule().next(now, now);
    }

    private void arrange(String connectionId) {
        Optional<SqlitePlans.Kept> kept = plans.get(connectionId);
        if (kept.isPresent()) {
            times.set(connectionId, first(kept.get().plan()));
        } else {
            times.remove(connectionId);
        }
    }

    /** The settings of recurring runs. */
    public static final class Builder {
        private final Path file;
        private final RecurringWork work;
        private MspId msp = MspId.SINGLE;
        private Clock clock = Clock.systemUTC();
        private int threads = 4;
        private Duration poll = Duration.ofSeconds(10);
        private Duration heartbeat = Duration.ofSeconds(10);
        private Duration closeWithin = Duration.ofSeconds(30);
        private Duration busyTimeout = JdbcStoreOptions.defaults().busyTimeout();

        private Builder(Path file, RecurringWork work) {
            this.file = file;
            this.work = work;
        }

        /** Whose plans; that of a host with one MSP unless set. */
        public Builder msp(MspId value) {
            msp = value;
            return this;
        }

        /** The clock; the system's unless set. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** How many connections are worked on at the same time, 1 to 64; 4 unless set. */
        public Builder threads(int value) {
            if (value < 1 || value > 64) {
                throw new ConfigurationException("recurring.threads", value + " is not legal; 1 to 64 are");
            }
            threads = value;
            return this;
        }

        /** How often to look for what is due, at least 100 ms; 10 seconds unless set. */
        public Builder poll(Duration value) {
            poll = atLeast("recurring.poll", value, 100);
            return this;
        }

        /**
         * How often a run gives a sign of life, at least 100 ms; 10 seconds unless set. After six missed ones it is dead, which is looked
         * for at every second one: with 10 seconds another process takes over after 60 to 80 seconds and a poll.
         */
        public Builder heartbeat(Duration value) {
            heartbeat = atLeast("recurring.heartbeat", value, 100);
            return this;
        }

        /** How long closing waits for what runs before it interrupts it, 0 and more; 30 seconds unless set. */
        public Builder closeWithin(Duration value) {
            closeWithin = atLeast("recurring.closeWithin", value, 0);
            return this;
        }

        /** How long to wait for others that write to the file, at least 100 ms; 10 seconds unless set. */
        public Builder busyTimeout(Duration value) {
            busyTimeout = atLeast("recurring.busyTimeout", value, 100);
            return this;
        }

        private static Duration atLeast(String field, Duration value, long millis) {
            if (value.toMillis() < millis || value.compareTo(Duration.ofDays(1)) > 0) {
                throw new ConfigurationException(field, value + " is not legal; " + millis + " ms to a day are");
            }
            return value;
        }

        /**
         * The runs. They begin with {@link RecurringRuns#start}.
         *
         * @throws ConfigurationException if the path cannot name a file
         * @throws StoreException if the file cannot be made or opened, or is not a store that this release knows
         */
        public RecurringRuns build() {
            return new RecurringRuns(this, SchedulerBuilder::new);
        }

        private Scheduler scheduler(SchedulerBuilder builder, String table) {
            return builder.clock(clock::instant)
                    .schedulerName(new SchedulerName.Fixed("tocsin-" + UUID.randomUUID()))
                    .tableName(table)
                    .jdbcCustomization(new SqliteJdbcCustomization())
                    .serializer(new NoData())
                    .threads(threads)
                    .pollingInterval(poll)
                    // Each run is picked by compare-and-set on the thread that carries it out, so none waits without
                    // heartbeats.
                    .pollUsingFetch(0.5, 1.0)
                    .heartbeatInterval(heartbeat)
                    .shutdownMaxWait(closeWithin)
                    // The plans of another MSP in the same file are unknown to these runs, and none of their business.
                    .deleteUnresolvedAfter(Duration.ofDays(100_000))
                    .build();
        }
    }

    /** Executions carry no data, so nothing is ever deserialised from the file. */
    private static final class NoData implements Serializer {
        @Override
        public byte @Nullable [] serialize(@Nullable Object data) {
            return null;
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
            return null;
        }
    }
}

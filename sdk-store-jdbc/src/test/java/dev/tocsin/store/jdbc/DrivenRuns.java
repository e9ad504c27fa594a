package dev.tocsin.store.jdbc;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper.ManualSchedulerBuilder;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.sync.RecurringState;
import dev.tocsin.core.sync.RecurringWork;
import dev.tocsin.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Recurring runs of one process, which run on the thread of the test, when it says so. */
final class DrivenRuns implements AutoCloseable {
    static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final RecurringRuns runs;
    private final List<ManualScheduler> built = new ArrayList<>();

    DrivenRuns(Path file, VirtualClock clock, RecurringWork work) {
        this(file, clock, MspId.SINGLE, work);
    }

    DrivenRuns(Path file, VirtualClock clock, MspId msp, RecurringWork work) {
        runs = new RecurringRuns(
                RecurringRuns.on(file, work).msp(msp).clock(clock).heartbeat(HEARTBEAT),
                (source, tasks) -> new Driven(source, tasks, clock));
        runs.start();
    }

    private final class Driven extends ManualSchedulerBuilder {
        Driven(DataSource source, List<Task<?>> tasks, VirtualClock clock) {
            super(source, tasks);
            clock(new SettableClock() {
                @Override
                public Instant now() {
                    return clock.instant();
                }
            });
        }

        @Override
        public ManualScheduler build() {
            ManualScheduler scheduler = super.build();
            built.add(scheduler);
            return scheduler;
        }
    }

    RecurringRuns runs() {
        return runs;
    }

    /** Runs what is due. */
    void poll() {
        built.get(0).runAnyDueExecutions();
    }

    /** Looks for runs whose process is gone. */
    void detectDead() {
        built.get(0).runDeadExecutionDetection();
    }

    /** How the plan of a connection stands. */
    RecurringState state(String connectionId) {
        Optional<RecurringState> state = runs.list().stream()
                .filter(listed -> listed.plan().connectionId().equals(connectionId))
                .findFirst();
        return state.orElseThrow(() -> new AssertionError("connection " + connectionId + " has no plan"));
    }

    @Override
    public void close() {
        runs.close();
    }
}

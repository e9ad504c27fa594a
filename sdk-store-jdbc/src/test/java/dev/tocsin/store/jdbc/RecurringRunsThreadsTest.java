package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.sync.RecurringState;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.RecurringWork;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.core.sync.SyncSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recurring runs in threads of their own. They look for due runs once a day, so what runs was woken. */
@Timeout(60)
class RecurringRunsThreadsTest {
    private static final RecurringSync PLAN =
            new RecurringSync("cw", Set.of(SyncEntity.COMPANIES), new SyncSchedule.Every(Duration.ofHours(1)));

    @TempDir
    Path directory;

    private RecurringRuns start(Duration closeWithin, RecurringWork work) {
        RecurringRuns runs = RecurringRuns.on(directory.resolve("runs.db"), work)
                .poll(Duration.ofDays(1))
                .closeWithin(closeWithin)
                .build();
        runs.start();
        return runs;
    }

    @Test
    void whatIsAskedForIsRunAtOnce() throws InterruptedException {
        Semaphore ran = new Semaphore(0);
        try (RecurringRuns runs = start(Duration.ofSeconds(30), (connectionId, entity) -> {
            ran.release();
            return KeepingRuns.completed(connectionId);
        })) {
            runs.put(PLAN);
            runs.runNow("cw");
            ran.acquire();
        }
        assertThat(ran.availablePermits()).isZero();
    }

    @Test
    void connectionsRunBesideEachOther() throws InterruptedException {
        CyclicBarrier meeting = new CyclicBarrier(3);
        CountDownLatch met = new CountDownLatch(3);
        try (RecurringRuns runs = start(Duration.ofSeconds(30), (connectionId, entity) -> {
            try {
                meeting.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            met.countDown();
            return KeepingRuns.completed(connectionId);
        })) {
            for (String connectionId : List.of("a", "b", "c")) {
                runs.put(new RecurringSync(connectionId, PLAN.entities(), PLAN.schedule()));
                runs.runNow(connectionId);
            }
            met.await();
        }
    }

    @Test
    void closingAsksWhatRunsToStopAndWaitsForIt() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
        RecurringWork work = new RecurringWork() {
            @Override
            public SyncReport run(String connectionId, SyncEntity entity) {
                running.countDown();
                try {
                    asked.await();
                } catch (InterruptedException e) {
                    throw new AssertionError("it was to be asked", e);
                }
                ended.add(connectionId);
                return KeepingRuns.report(connectionId, SyncReport.Ending.CANCELLED);
            }

            @Override
            public void stop(String connectionId) {
                asked.countDown();
            }
        };
        RecurringRuns runs = start(Duration.ofSeconds(50), work);
        runs.put(PLAN);
        runs.runNow("cw");
        running.await();
        runs.close();
        runs.close();
        assertThat(ended).containsExactly("cw");
        assertWaits();
    }

    @Test
    void whatDoesNotStopInTimeIsInterrupted() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        RecurringRuns runs = start(Duration.ofSeconds(1), (connectionId, entity) -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new IllegalStateException("interrupted");
        });
        runs.put(PLAN);
        runs.runNow("cw");
        running.await();
        runs.close();
        // Closing waits for it another second at most, and it may need longer to come to its end.
        interrupted.await();
        assertWaits();
    }

    /** What was stopped has not failed, runs no more, and is due. */
    private void assertWaits() {
        try (RecurringRuns later = RecurringRuns.on(
                        directory.resolve("runs.db"), (connectionId, entity) -> KeepingRuns.completed(connectionId))
                .build()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            RecurringState state = later.list().get(0);
            while (state.running() && System.nanoTime() < end) {
                Thread.onSpinWait();
                state = later.list().get(0);
            }
            assertThat(state.running()).isFalse();
            assertThat(state.lastFailure()).isNull();
            assertThat(state.nextAt()).isBefore(Instant.now().plusSeconds(1));
        }
    }
}

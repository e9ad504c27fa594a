package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.sync.RecurringState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recurring runs of several processes on one file. */
@Timeout(120)
class RecurringRunsProcessTest {
    @Test
    void theRunOfAProcessThatWasKilledIsTakenOver(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("runs.db");
        Process process = KeepingRuns.start(file);
        CountDownLatch takenOver = new CountDownLatch(1);
        try (BufferedReader output = KeepingProcess.output(process);
                RecurringRuns ours = RecurringRuns.on(file, (connectionId, entity) -> {
                            takenOver.countDown();
                            return KeepingRuns.completed(connectionId);
                        })
                        .heartbeat(KeepingRuns.HEARTBEAT)
                        .poll(KeepingRuns.HEARTBEAT)
                        .build()) {
            assertThat(output.readLine()).isEqualTo("runs cw");
            assertThat(ours.list()).extracting(RecurringState::running).containsExactly(true);
            assertThat(ours.runNow("cw")).as("it runs there").isFalse();
            // SIGKILL.
            process.destroyForcibly().waitFor();
            // Not before: on a machine that stands still the other might count as dead while it lives.
            ours.start();
            takenOver.await();
        } finally {
            process.destroyForcibly();
        }
        try (RecurringRuns later = RecurringRuns.on(file, (connectionId, entity) -> KeepingRuns.completed(connectionId))
                .build()) {
            RecurringState state = later.list().get(0);
            assertThat(state.plan()).isEqualTo(KeepingRuns.PLAN);
            assertThat(state.running()).isFalse();
            assertThat(state.failure()).contains("gone");
            assertThat(state.lastSuccess()).isAfterOrEqualTo(state.lastFailure());
        }
    }
}

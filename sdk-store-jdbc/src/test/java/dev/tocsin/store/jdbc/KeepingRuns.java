package dev.tocsin.store.jdbc;

import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.core.sync.SyncSchedule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A process that runs the plan of a connection, prints that it does, and never ends by itself while its parent lives. */
final class KeepingRuns {
    static final RecurringSync PLAN =
            new RecurringSync("cw", Set.of(SyncEntity.CONFIGURATIONS), new SyncSchedule.Every(Duration.ofHours(1)));
    /** A run counts as dead after six of them, which is more than a busy machine stands still. */
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private KeepingRuns() {}

    static SyncReport completed(String connectionId) {
        return report(connectionId, SyncReport.Ending.COMPLETED);
    }

    static SyncReport report(String connectionId, SyncReport.Ending ending) {
        return new SyncReport(
                connectionId,
                Fixture.START,
                Fixture.START,
                ending,
                null,
                SyncProgress.start(OptionalLong.empty()),
                List.of(),
                null);
    }

    /** Starts it in a JVM of its own. */
    static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeepingRuns.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CountDownLatch never = new CountDownLatch(1);
        RecurringRuns runs = RecurringRuns.on(Path.of(arguments[0]), (connectionId, entity) -> {
                    out.println("runs " + connectionId);
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        out.println("interrupted");
                    }
                    return completed(connectionId);
                })
                .heartbeat(HEARTBEAT)
                .poll(HEARTBEAT)
                .build();
        runs.put(PLAN);
        runs.start();
        runs.runNow(PLAN.connectionId());
        int end = System.in.read();
        Runtime.getRuntime().halt(end);
    }
}

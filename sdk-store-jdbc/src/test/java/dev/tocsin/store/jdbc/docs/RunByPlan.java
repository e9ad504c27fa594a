package dev.tocsin.store.jdbc.docs;

import dev.tocsin.core.sync.RecurringState;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.RecurringWork;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.core.sync.SyncSchedule;
import dev.tocsin.store.jdbc.RecurringRuns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

public final class RunByPlan {
    public static void main(String[] args) throws Exception {
        Set<SyncEntity> both = Set.of(SyncEntity.COMPANIES, SyncEntity.CONFIGURATIONS);
        CountDownLatch ran = new CountDownLatch(both.size());
        RecurringWork work = (connectionId, entity) -> {
            Instant startedAt = Instant.now();
            System.out.println("keeps the " + entity.key() + " of " + connectionId + " in step");
            ran.countDown();
            return new SyncReport(
                    connectionId,
                    startedAt,
                    Instant.now(),
                    SyncReport.Ending.COMPLETED,
                    null,
                    SyncProgress.start(OptionalLong.of(0)),
                    List.of(),
                    null);
        };
        try (RecurringRuns runs = RecurringRuns.on(Path.of(args[0]), work).build()) {
            runs.put(new RecurringSync("cw", both, SyncSchedule.parse("daily 03:00 Europe/London")));
            runs.start();
            runs.runNow("cw");
            ran.await();
            for (RecurringState state : runs.list()) {
                System.out.println(
                        state.plan().connectionId() + " runs " + state.plan().schedule());
            }
        }
    }
}

package dev.tocsin.core;

import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.directory.DirectoryProgress;
import dev.tocsin.core.directory.DirectorySync;
import dev.tocsin.core.directory.DirectorySyncReport;
import dev.tocsin.core.sync.MassChangeLimit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading of many directories, several at once. Used once. */
final class ParallelDirectories {
    private static final Logger LOG = LoggerFactory.getLogger(ParallelDirectories.class);

    private final DirectorySync sync;
    private final Clock clock;
    private final List<DirectoryLink> links;
    private final MassChangeLimit limit;
    private final Consumer<DirectoryProgress> progress;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable DirectorySyncReport> reports;
    private volatile boolean stopped;

    ParallelDirectories(
            DirectorySync sync,
            Clock clock,
            List<DirectoryLink> links,
            MassChangeLimit limit,
            Consumer<DirectoryProgress> progress) {
        this.sync = sync;
        this.clock = clock;
        this.links = links;
        this.limit = limit;
        this.progress = progress;
        reports = new AtomicReferenceArray<>(links.size());
    }

    List<DirectorySyncReport> run(int parallel, Executor executor) throws InterruptedException {
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(parallel, links.size()); i++) {
                workers.add(CompletableFuture.runAsync(this::work, executor));
            }
            CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).get();
        } catch (ExecutionException e) {
            // Every failure of a directory is in its report, so this is one that nobody can report, as out of memory.
            stopped = true;
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | RuntimeException e) {
            stopped = true;
            throw e;
        }
        List<DirectorySyncReport> all = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            DirectorySyncReport report = reports.get(i);
            if (report != null) {
                all.add(report);
            }
        }
        return List.copyOf(all);
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < links.size() && !stopped; i = next.getAndIncrement()) {
            reports.set(i, read(links.get(i)));
        }
    }

    private DirectorySyncReport read(DirectoryLink link) {
        Instant startedAt = clock.instant();
        try {
            return sync.run(link, limit, () -> stopped, progress);
        } catch (RuntimeException e) {
            LOG.warn("the directory of connection {} could not be kept", link.connectionId(), e);
            String message = e.getMessage();
            return new DirectorySyncReport(
                    link.connectionId(),
                    link.companyId(),
                    startedAt,
                    clock.instant(),
                    DirectorySyncReport.Ending.FAILED,
                    message == null ? e.getClass().getSimpleName() : message,
                    false,
                    DirectoryProgress.start(link.connectionId()),
                    List.of());
        }
    }
}

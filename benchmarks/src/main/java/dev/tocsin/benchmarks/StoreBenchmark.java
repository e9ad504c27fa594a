package dev.tocsin.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.store.jdbc.JdbcStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * How fast the store in a file is, each commit synced: prints a table. Arguments: a directory on the disk to be
 * measured (by default one below the system's temporary directory), and the seconds per line (8).
 */
public final class StoreBenchmark {
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
    private static final int DUE_SLICE = 200;

    private final Path directory;
    private final Duration duration;

    private StoreBenchmark(Path directory, Duration duration) {
        this.directory = directory;
        this.duration = duration;
    }

    /** Runs all measurements. */
    public static void main(String[] arguments) throws Exception {
        Path parent = arguments.length > 0 ? Path.of(arguments[0]) : Path.of(System.getProperty("java.io.tmpdir"));
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 8;
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "store-benchmark");
        try {
            new StoreBenchmark(directory, Duration.ofSeconds(seconds)).run();
        } finally {
            delete(directory);
        }
    }

    private void run() throws Exception {
        System.out.printf(
                "%-44s %10s %10s %12s %12s %12s%n",
                "load", "events/s", "works/s", "us in work", "us in all", "due rows/s");
        measure("uniform, batches of 500, 4 callers", false, 4, 500, false);
        measure("uniform, batches of 500, 1 caller", false, 1, 500, false);
        measure("burst, batches of 500, 4 callers", true, 4, 500, false);
        measure("one event at a time, 1 caller", false, 1, 1, false);
        measure("one event at a time, 16 callers", false, 16, 1, false);
        measure("uniform, batches of 500, 4 callers, due work", false, 4, 500, true);
    }

    private void measure(String name, boolean burst, int callers, int size, boolean due) throws Exception {
        Path file = directory.resolve("store-" + name.hashCode() + ".db");
        try (Store store = JdbcStore.sqlite(file)) {
            StoreLoad load = new StoreLoad(burst);
            Random seeded = new Random(1);
            for (int i = 0; i < 400; i++) {
                List<StoreLoad.Prepared> batch = load.batch(seeded, 500);
                store.write(session -> StoreLoad.ingest(session, batch));
            }
            Counters counters = new Counters();
            ExecutorService threads = Executors.newCachedThreadPool();
            long begun = System.nanoTime();
            long cpuBegun = processCpuNanos();
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                Random random = new Random(caller + 2L);
                running.add(threads.submit(() -> ingest(store, load, random, size, counters)));
            }
            if (due) {
                running.add(threads.submit(() -> handleDue(store, counters)));
            }
            counters.awaitEnd(duration);
            for (Future<?> one : running) {
                one.get();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            threads.shutdown();
            System.out.printf(
                    "%-44s %,10.0f %,10.0f %12.1f %12.1f %,12.0f%n",
                    name,
                    counters.events.get() / seconds,
                    counters.works.get() / seconds,
                    counters.cpuNanos.get() / 1e3 / Math.max(1, counters.events.get()),
                    (processCpuNanos() - cpuBegun) / 1e3 / Math.max(1, counters.events.get()),
                    counters.due.get() / seconds);
        }
        delete(file);
    }

    private static void ingest(Store store, StoreLoad load, Random random, int size, Counters counters) {
        while (!counters.over.get()) {
            List<StoreLoad.Prepared> batch = load.batch(random, size);
            store.write(session -> {
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                int kept = StoreLoad.ingest(session, batch);
                counters.cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
                return kept;
            });
            counters.events.addAndGet(size);
            counters.works.incrementAndGet();
        }
    }

    /** Takes what is due in slices, as an engine does, and makes it due again later; there is always more. */
    private static void handleDue(Store store, Counters counters) {
        AtomicLong now = new AtomicLong(LATER.toEpochMilli());
        while (!counters.over.get()) {
            counters.due.addAndGet(store.write(session -> handleSlice(session, Instant.ofEpochMilli(now.get()))));
            now.incrementAndGet();
        }
    }

    private static int handleSlice(StoreSession session, Instant now) {
        List<Incident> due = session.incidents().due(MspId.SINGLE, now, DUE_SLICE);
        List<Incident> changed = new ArrayList<>(due.size());
        for (Incident incident : due) {
            changed.add(incident.change()
                    .state(IncidentState.RESOLVING, "looked at")
                    .waitUntil(now.plusMillis(1))
                    .done());
        }
        session.incidents().save(changed);
        return due.size();
    }

    /** The processor time of the whole process, in nanoseconds: works, commits and the making of events. */
    private static long processCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What the threads have done, and when they are to end. */
    private static final class Counters {
        private final AtomicLong events = new AtomicLong();
        private final AtomicLong works = new AtomicLong();
        private final AtomicLong cpuNanos = new AtomicLong();
        private final AtomicLong due = new AtomicLong();
        private final AtomicBoolean over = new AtomicBoolean();

        void awaitEnd(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
            over.set(true);
        }
    }
}

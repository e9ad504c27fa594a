package dev.tocsin.benchmarks;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
 * How many events a second {@link Tocsin#ingest} takes into the store in a file, each call durable when it returns, and
 * the volatile store beside it as the peer that syncs nothing. Prints a table. Arguments: a directory on the disk to be
 * measured (by default the system's temporary one), the seconds per line (8), and a word that chosen lines contain (all).
 */
public final class IngestBenchmark {
    private static final Settings WAITING =
            Settings.builder().groupWait(Duration.ofDays(1)).build();
    private static final Settings DUE_AT_ONCE =
            Settings.builder().groupWait(Duration.ZERO).build();
    private static final int WARM_UP_BATCHES = 400;

    private final Path directory;
    private final Duration duration;
    private final String chosen;

    private IngestBenchmark(Path directory, Duration duration, String chosen) {
        this.directory = directory;
        this.duration = duration;
        this.chosen = chosen;
    }

    /** Runs all measurements. */
    public static void main(String[] arguments) throws Exception {
        Path parent = arguments.length > 0 ? Path.of(arguments[0]) : Path.of(System.getProperty("java.io.tmpdir"));
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 8;
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "ingest-benchmark");
        try {
            new IngestBenchmark(directory, Duration.ofSeconds(seconds), arguments.length > 2 ? arguments[2] : "").run();
        } finally {
            delete(directory);
        }
    }

    private void run() throws Exception {
        System.out.printf("%-48s %14s %16s %14s%n", "load", "in a file", "in memory only", "due rows");
        System.out.printf("%-48s %14s %16s %14s%n", "", "events/s", "events/s", "handled/s");
        compare("uniform, batches of 500, 4 callers", false, 4, 500);
        compare("uniform, batches of 500, 1 caller", false, 1, 500);
        compare("burst, batches of 500, 4 callers", true, 4, 500);
        compare("one event at a time, 1 caller", false, 1, 1);
        compare("one event at a time, 16 callers", false, 16, 1);
        if (chosen.isEmpty() || "due".equals(chosen)) {
            withDueWork();
        }
    }

    private void compare(String name, boolean burst, int callers, int size) throws Exception {
        if (!name.contains(chosen)) {
            return;
        }
        double durable;
        try (Store store = JdbcStore.sqlite(directory.resolve("store.db"))) {
            durable = eventsPerSecond(store, burst, callers, size);
        }
        delete(directory);
        Files.createDirectories(directory);
        double volatileRate;
        try (Store store = new VolatileStore()) {
            volatileRate = eventsPerSecond(store, burst, callers, size);
        }
        System.out.printf("%-48s %,14.0f %,16.0f %14s%n", name, durable, volatileRate, "");
    }

    private double eventsPerSecond(Store store, boolean burst, int callers, int size) throws Exception {
        try (Tocsin tocsin = Tocsin.builder().store(store).settings(WAITING).build()) {
            IngestLoad load = prepared(tocsin, burst, WARM_UP_BATCHES);
            Counters counters = new Counters();
            List<Runnable> work = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                Random random = new Random(caller + 2L);
                work.add(() -> ingest(tocsin, load, random, size, counters));
            }
            double seconds = runAll(work, counters);
            return counters.events.get() / seconds;
        }
    }

    /** Ingest at full speed, with every group due at once: its ticket is decided, worded and planned meanwhile. */
    private void withDueWork() throws Exception {
        try (Store store = JdbcStore.sqlite(directory.resolve("store.db"));
                Tocsin tocsin =
                        Tocsin.builder().store(store).settings(DUE_AT_ONCE).build()) {
            IngestLoad load = prepared(tocsin, false, 40);
            Counters counters = new Counters();
            List<Runnable> work = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                Random random = new Random(caller + 2L);
                work.add(() -> ingest(tocsin, load, random, 500, counters));
            }
            work.add(() -> {
                long begun = System.nanoTime();
                while (!counters.over.get() && counters.due.get() < 9_000) {
                    counters.due.addAndGet(tocsin.workOnce());
                }
                counters.dueNanos.set(System.nanoTime() - begun);
            });
            double seconds = runAll(work, counters);
            System.out.printf(
                    "%-48s %,14.0f %16s %,14.0f%n",
                    "uniform, batches of 500, 4 callers, groups due",
                    counters.events.get() / seconds,
                    "",
                    counters.due.get() / (counters.dueNanos.get() / 1e9));
        }
    }

    private static IngestLoad prepared(Tocsin tocsin, boolean burst, int batches) {
        IngestLoad.configure(tocsin.configuration());
        IngestLoad load = new IngestLoad(burst);
        Random random = new Random(1);
        for (int i = 0; i < batches; i++) {
            tocsin.ingest(load.batch(random, 500));
        }
        return load;
    }

    private double runAll(List<Runnable> work, Counters counters) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        long begun = System.nanoTime();
        List<Future<?>> running = work.stream().<Future<?>>map(threads::submit).toList();
        Thread.sleep(duration.toMillis());
        counters.over.set(true);
        for (Future<?> one : running) {
            one.get();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        threads.shutdown();
        return seconds;
    }

    private static void ingest(Tocsin tocsin, IngestLoad load, Random random, int size, Counters counters) {
        while (!counters.over.get()) {
            counters.events.addAndGet(tocsin.ingest(load.batch(random, size)).size());
        }
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
        private final AtomicLong due = new AtomicLong();
        private final AtomicLong dueNanos = new AtomicLong(1);
        private final AtomicBoolean over = new AtomicBoolean();
    }
}

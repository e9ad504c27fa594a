package dev.tocsin.benchmarks;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.TokenRate;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * How many events a second {@link Tocsin#ingest} takes into the store in a file, each call durable when it returns, and
 * the volatile store beside it as the peer that syncs nothing. The events are made beforehand. Prints a table. Arguments:
 * a directory on the disk to be measured (by default the system's temporary one), a word that chosen lines contain (all),
 * and a factor to the number of events (1).
 */
public final class IngestBenchmark {
    private static final Settings WAITING =
            Settings.builder().groupWait(Duration.ofDays(1)).build();
    private static final Settings DUE_AT_ONCE =
            // So that every group's ticket is planned, and none waits or is absorbed.
            Settings.builder()
                    .groupWait(Duration.ZERO)
                    .storm(StormPolicy.builder()
                            .msp(TokenRate.LARGEST, TokenRate.LARGEST)
                            .company(TokenRate.LARGEST, TokenRate.LARGEST)
                            .openTickets(TokenRate.LARGEST)
                            .build())
                    .build();
    private static final int WARM_UP_BATCHES = 400;

    private final Path directory;
    private final String chosen;
    private final double factor;

    private IngestBenchmark(Path directory, String chosen, double factor) {
        this.directory = directory;
        this.chosen = chosen;
        this.factor = factor;
    }

    /** Runs the measurements. */
    public static void main(String[] arguments) throws Exception {
        Path parent = arguments.length > 0 ? Path.of(arguments[0]) : Path.of(System.getProperty("java.io.tmpdir"));
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "ingest-benchmark");
        try {
            new IngestBenchmark(
                            directory,
                            arguments.length > 1 ? arguments[1] : "",
                            arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1)
                    .run();
        } finally {
            delete(directory);
        }
    }

    private void run() throws Exception {
        System.out.printf("%-48s %14s %16s %14s%n", "load", "in a file", "in memory only", "due rows");
        System.out.printf("%-48s %14s %16s %14s%n", "", "events/s", "events/s", "handled/s");
        compare("uniform, batches of 500, 4 callers", false, 4, 500, 400_000);
        compare("uniform, batches of 500, 1 caller", false, 1, 500, 200_000);
        compare("burst, batches of 500, 4 callers", true, 4, 500, 800_000);
        compare("one event at a time, 1 caller", false, 1, 1, 30_000);
        compare("one event at a time, 16 callers", false, 16, 1, 120_000);
        withDueWork("uniform, batches of 500, 4 callers, groups due", 400_000);
    }

    private void compare(String name, boolean burst, int callers, int size, int events) throws Exception {
        if (!name.contains(chosen)) {
            return;
        }
        double durable;
        try (Store store = JdbcStore.sqlite(directory.resolve("store.db"))) {
            durable = eventsPerSecond(store, burst, callers, size, events);
        }
        delete(directory);
        Files.createDirectories(directory);
        double unsynced;
        try (Store store = new VolatileStore()) {
            unsynced = eventsPerSecond(store, burst, callers, size, events);
        }
        System.out.printf("%-48s %,14.0f %,16.0f %14s%n", name, durable, unsynced, "");
    }

    private double eventsPerSecond(Store store, boolean burst, int callers, int size, int events) throws Exception {
        try (Tocsin tocsin = Tocsin.builder().store(store).settings(WAITING).build()) {
            IngestLoad load = prepared(tocsin, burst, WARM_UP_BATCHES);
            List<List<SecurityEvent>> batches = batches(load, size, events);
            return batches.size() * size / ingestAll(tocsin, batches, callers);
        }
    }

    /** Ingest at full speed, with every group due at once: its ticket is decided, worded and planned meanwhile. */
    private void withDueWork(String name, int events) throws Exception {
        if (!name.contains(chosen)) {
            return;
        }
        try (Store store = JdbcStore.sqlite(directory.resolve("store.db"));
                Tocsin tocsin =
                        Tocsin.builder().store(store).settings(DUE_AT_ONCE).build()) {
            IngestLoad load = prepared(tocsin, false, WARM_UP_BATCHES);
            List<List<SecurityEvent>> batches = batches(load, 500, events);
            AtomicLong due = new AtomicLong();
            AtomicLong dueNanos = new AtomicLong();
            AtomicBoolean over = new AtomicBoolean();
            Thread worker = new Thread(() -> {
                long begun = System.nanoTime();
                int done = 1;
                while (!over.get() && done > 0) {
                    done = tocsin.workOnce();
                    due.addAndGet(done);
                }
                dueNanos.set(System.nanoTime() - begun);
            });
            worker.start();
            double seconds = ingestAll(tocsin, batches, 4);
            over.set(true);
            worker.join();
            System.out.printf(
                    "%-48s %,14.0f %16s %,14.0f%n",
                    name, batches.size() * 500 / seconds, "", due.get() / (dueNanos.get() / 1e9));
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

    private List<List<SecurityEvent>> batches(IngestLoad load, int size, int events) {
        Random random = new Random(2);
        List<List<SecurityEvent>> batches = new ArrayList<>();
        for (int i = 0; i < events * factor / size; i++) {
            batches.add(load.batch(random, size));
        }
        return batches;
    }

    /** Hands in all batches from so many callers; returns the seconds that took. */
    private static double ingestAll(Tocsin tocsin, List<List<SecurityEvent>> batches, int callers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            running.add(threads.submit(() -> {
                for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
                    tocsin.ingest(batches.get(i));
                }
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        threads.shutdown();
        return seconds;
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

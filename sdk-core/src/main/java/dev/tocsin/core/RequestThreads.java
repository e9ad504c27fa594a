package dev.tocsin.core;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads on which requests run: the host's, which it ends itself, or daemon threads of our own, which end with the workflow. */
final class RequestThreads implements AutoCloseable {
    private final ExecutorService threads;
    private final boolean own;

    private RequestThreads(ExecutorService threads, boolean own) {
        this.threads = threads;
        this.own = own;
    }

    /**
     * The host's threads, or our own if it gave none.
     *
     * @param name the beginning of the names of our own
     * @param count how many of our own
     */
    static RequestThreads of(@Nullable ExecutorService hosts, String name, int count) {
        if (hosts != null) {
            return new RequestThreads(hosts, false);
        }
        AtomicInteger number = new AtomicInteger();
        return new RequestThreads(
                Executors.newFixedThreadPool(count, task -> {
                    Thread thread = new Thread(task, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                }),
                true);
    }

    ExecutorService service() {
        return threads;
    }

    /** Ends our own threads: what is under way on them has a minute to come to an end. */
    @Override
    public void close() {
        if (!own) {
            return;
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

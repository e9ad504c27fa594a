package dev.tocsin.benchmarks;

import dev.tocsin.simulators.twilio.TwilioSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Watches texts being sent: says how far it is, and takes samples of the heap. Used by one thread, but for what is planned. */
final class SendingWatch {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final String name;
    private final int people;
    private final AtomicInteger planned = new AtomicInteger();
    private final List<Long> heaps = new ArrayList<>();
    private long lineAt = System.nanoTime() + BETWEEN_LINES.toNanos();

    SendingWatch(String name, int people) {
        this.name = name;
        this.people = people;
    }

    /** One more is planned. */
    void plannedOne() {
        int count = planned.incrementAndGet();
        if (count % Math.max(1, people / 5) == 0) {
            System.err.printf(Locale.ROOT, "%s: %,d of %,d planned%n", name, count, people);
        }
    }

    /**
     * Waits until so many texts were taken, or nobody sends any more, and takes a sample of the heap at each tenth.
     *
     * @param over whether the senders are done, whatever became of the texts
     * @return how long it took, in seconds
     */
    double untilSent(TwilioSimulator simulator, BooleanSupplier over, Duration longest) throws InterruptedException {
        long begun = System.nanoTime();
        int tenth = 1;
        int sent = 0;
        while (sent < people && !over.getAsBoolean() && System.nanoTime() - begun < longest.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(200);
            sent = simulator.messages().size();
            if (sent >= (long) people * tenth / 10) {
                heaps.add(heapInUse());
                tenth++;
            }
            say(sent);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void say(int sent) {
        if (System.nanoTime() - lineAt >= 0) {
            lineAt = System.nanoTime() + BETWEEN_LINES.toNanos();
            System.err.printf(Locale.ROOT, "%s: %,d of %,d sent%n", name, sent, people);
        }
    }

    /** The heap in use once collected, in bytes. */
    static long heapInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The least and the most of the samples, in MB. */
    String heaps() {
        return heaps.isEmpty() ? "" : "%,d–%,d".formatted(Collections.min(heaps) >> 20, Collections.max(heaps) >> 20);
    }
}

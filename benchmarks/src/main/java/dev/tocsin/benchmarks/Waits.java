package dev.tocsin.benchmarks;

import dev.tocsin.core.base.Sleeper;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How long the far side told clients to wait, and how long they waited, over all threads. Thread-safe. */
final class Waits {
    private final LongAdder toldMillis = new LongAdder();
    private final ThreadLocal<Boolean> heard = ThreadLocal.withInitial(() -> false);
    private final LongAdder waitedMillis = new LongAdder();

    void told(Duration told) {
        toldMillis.add(told.toMillis());
    }

    void waited(Duration waited) {
        waitedMillis.add(waited.toMillis());
    }

    /** The next wait of this thread is for what {@link #told} heard already: of a whole request, not of one in a batch. */
    void nextWaitIsTold() {
        heard.set(true);
    }

    /** A sleeper in real time whose sleeps are counted; as told, too, unless that was heard before. */
    Sleeper sleeper() {
        return duration -> {
            if (!heard.get()) {
                told(duration);
            }
            heard.remove();
            long begun = System.nanoTime();
            Sleeper.system().sleep(duration);
            waited(Duration.ofNanos(System.nanoTime() - begun));
        };
    }

    /** Both so far in seconds, and a count from zero again. */
    String seconds() {
        return String.format(
                java.util.Locale.ROOT,
                "%,.0f / %,.0f",
                toldMillis.sumThenReset() / 1e3,
                waitedMillis.sumThenReset() / 1e3);
    }
}

package dev.tocsin.core.fleet;

import dev.tocsin.core.psa.PsaConfigurations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads which configurations changed in the PSA, so that only those are looked at whose assets did not change. */
final class DriftPoll {
    private static final int BATCH = 500;

    private DriftPoll() {}

    /**
     * Reads.
     *
     * @param until up to when changes were read
     * @param overlap how much of that is read again
     * @param batches takes the ids, some hundreds at a time
     */
    static void read(PsaConfigurations psa, Instant until, Duration overlap, Consumer<List<String>> batches) {
        try (Stream<String> changed = psa.changedSince(until.minus(overlap))) {
            Iterator<String> ids = changed.iterator();
            List<String> batch = new ArrayList<>();
            while (ids.hasNext()) {
                batch.add(ids.next());
                if (batch.size() == BATCH || !ids.hasNext()) {
                    batches.accept(List.copyOf(batch));
                    batch.clear();
                }
            }
        }
    }
}

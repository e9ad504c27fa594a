package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.ArrayList;
import java.util.List;

/** What was decided, in memory. */
final class VolatileTrail implements TrailStore {
    private final VolatileTransaction transaction;
    private final List<Entry> entries = new ArrayList<>();

    VolatileTrail(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public void append(List<Entry> appended) {
        transaction.writing();
        for (Entry entry : appended) {
            transaction.add(
                    entries,
                    new Entry(
                            entries.size() + 1L,
                            entry.msp(),
                            entry.at(),
                            entry.actor(),
                            entry.subject(),
                            entry.text()));
        }
    }

    @Override
    public List<Entry> page(MspId msp, long after, int limit) {
        transaction.reading();
        return entries.stream()
                .skip(after)
                .filter(entry -> entry.msp().equals(msp))
                .limit(limit)
                .toList();
    }
}

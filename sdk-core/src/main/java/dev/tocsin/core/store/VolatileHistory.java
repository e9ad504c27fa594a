package dev.tocsin.core.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened to incidents, in memory. */
final class VolatileHistory implements HistoryStore {
    private final VolatileTransaction transaction;
    private final Map<Long, List<Entry>> byIncident = new HashMap<>();

    VolatileHistory(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public void append(List<Entry> entries) {
        transaction.writing();
        for (Entry entry : entries) {
            transaction.add(byIncident.computeIfAbsent(entry.incidentId(), any -> new ArrayList<>()), entry);
        }
    }

    @Override
    public List<Entry> of(long incidentId) {
        transaction.reading();
        return List.copyOf(byIncident.getOrDefault(incidentId, List.of()));
    }
}

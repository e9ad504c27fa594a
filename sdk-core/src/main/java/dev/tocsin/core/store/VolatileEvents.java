package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Receipt;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events in memory: all by key, and those of each MSP in the order of their keys. */
final class VolatileEvents implements EventStore {
    private final VolatileTransaction transaction;
    private final Map<DeliveryKey, EventRecord> byKey = new HashMap<>();
    private final Map<MspId, NavigableMap<DeliveryKey, EventRecord>> byMsp = new HashMap<>();
    private final Map<MspId, Map<Receipt.Outcome, Long>> counts = new HashMap<>();

    VolatileEvents(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Map<DeliveryKey, DeliveryOutcome> outcomes(Collection<DeliveryKey> keys) {
        transaction.reading();
        Map<DeliveryKey, DeliveryOutcome> found = new LinkedHashMap<>();
        for (DeliveryKey key : keys) {
            EventRecord kept = byKey.get(key);
            if (kept != null) {
                found.put(key, new DeliveryOutcome(kept.outcome(), kept.incidentId(), kept.reason()));
            }
        }
        return found;
    }

    @Override
    public void save(List<EventRecord> events) {
        transaction.writing();
        for (EventRecord event : events) {
            MspId msp = event.event().msp();
            EventRecord before = transaction.put(byKey, event.key(), event);
            if (before != null) {
                count(before.event().msp(), before.outcome(), -1);
            }
            count(msp, event.outcome(), 1);
            transaction.put(byMsp.computeIfAbsent(msp, any -> new TreeMap<>()), event.key(), event);
        }
    }

    private void count(MspId msp, Receipt.Outcome outcome, long by) {
        Map<Receipt.Outcome, Long> ofMsp = counts.computeIfAbsent(msp, any -> new EnumMap<>(Receipt.Outcome.class));
        transaction.put(ofMsp, outcome, ofMsp.getOrDefault(outcome, 0L) + by);
    }

    @Override
    public Optional<EventRecord> get(MspId msp, DeliveryKey key) {
        transaction.reading();
        return Optional.ofNullable(ofMsp(msp).get(key));
    }

    @Override
    public List<EventRecord> page(
            MspId msp, Receipt.@Nullable Outcome outcome, @Nullable DeliveryKey after, int limit) {
        transaction.reading();
        NavigableMap<DeliveryKey, EventRecord> all = ofMsp(msp);
        Stream<EventRecord> page = (after == null ? all : all.tailMap(after, false)).values().stream();
        return page.filter(event -> outcome == null || event.outcome() == outcome)
                .limit(limit)
                .toList();
    }

    @Override
    public Map<Receipt.Outcome, Long> counts(MspId msp) {
        transaction.reading();
        Map<Receipt.Outcome, Long> some = new EnumMap<>(Receipt.Outcome.class);
        counts.getOrDefault(msp, Map.of()).forEach((outcome, count) -> {
            if (count > 0) {
                some.put(outcome, count);
            }
        });
        return some;
    }

    @Override
    public List<EventRecord> byExternalId(MspId msp, String externalId, int limit) {
        transaction.reading();
        return ofMsp(msp).values().stream()
                .filter(event -> event.event().externalId().equals(externalId))
                .limit(limit)
                .toList();
    }

    private NavigableMap<DeliveryKey, EventRecord> ofMsp(MspId msp) {
        return byMsp.getOrDefault(msp, Collections.emptyNavigableMap());
    }
}

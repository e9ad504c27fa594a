package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.StormKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which incidents wait in the fair queue, take a place below a ceiling, are absorbed, or are stopped. */
final class VolatilePlaces {
    private record LaneOf(MspId msp, Lane lane) {}

    private record KeyOf(StormKey key, Lane lane) {}

    private final VolatileTransaction transaction;
    private final Map<LaneOf, Map<String, NavigableSet<Long>>> queued = new HashMap<>();
    private final Map<KeyOf, NavigableSet<Long>> places = new HashMap<>();
    private final Map<KeyOf, NavigableSet<Long>> absorbed = new HashMap<>();
    private final Map<MspId, NavigableSet<Long>> stopped = new HashMap<>();

    VolatilePlaces(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    void join(Incident incident) {
        each(incident, (set, id) -> transaction.add(set, id));
    }

    void leave(Incident incident) {
        each(incident, (set, id) -> transaction.remove(set, id));
    }

    private interface Step {
        void apply(Set<Long> set, Long id);
    }

    private void each(Incident incident, Step step) {
        Long id = incident.id();
        Lane lane = incident.place().lane();
        KeyOf key = new KeyOf(new StormKey(incident.msp(), incident.companyId(), incident.ruleId()), lane);
        if (incident.queued()) {
            step.apply(
                    queued.computeIfAbsent(new LaneOf(incident.msp(), lane), any -> new TreeMap<>())
                            .computeIfAbsent(incident.companyId(), any -> new TreeSet<>()),
                    id);
        }
        if (incident.takesPlace()) {
            step.apply(places.computeIfAbsent(key, any -> new TreeSet<>()), id);
        }
        if (incident.state() == IncidentState.ABSORBED) {
            step.apply(absorbed.computeIfAbsent(key, any -> new TreeSet<>()), id);
        }
        if (incident.place().stopped()) {
            step.apply(stopped.computeIfAbsent(incident.msp(), any -> new TreeSet<>()), id);
        }
    }

    Map<String, Integer> waiting(MspId msp, Lane lane) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        queued.getOrDefault(new LaneOf(msp, lane), Map.of()).forEach((company, own) -> {
            if (!own.isEmpty()) {
                counts.put(company, own.size());
            }
        });
        return counts;
    }

    int taken(StormKey key, Lane lane) {
        return places.getOrDefault(new KeyOf(key, lane), Collections.emptyNavigableSet())
                .size();
    }

    NavigableSet<Long> absorbed(StormKey key, Lane lane) {
        return absorbed.getOrDefault(new KeyOf(key, lane), Collections.emptyNavigableSet());
    }

    NavigableSet<Long> stopped(MspId msp) {
        return stopped.getOrDefault(msp, Collections.emptyNavigableSet());
    }
}

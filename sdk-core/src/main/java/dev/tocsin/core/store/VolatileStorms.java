package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.LaneState;
import dev.tocsin.core.storm.StormKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The budgets and the storms in memory. */
final class VolatileStorms implements StormStore {
    private static final Comparator<StoredStorm> OLDEST_FIRST = Comparator.comparing(
                    (StoredStorm storm) -> storm.state().since())
            .thenComparingLong(StoredStorm::incidentId);
    private static final Comparator<StoredStorm> DUE_FIRST =
            Comparator.comparing(StoredStorm::dueAt).thenComparingLong(StoredStorm::incidentId);

    private record LaneOf(MspId msp, Lane lane) {}

    private final VolatileTransaction transaction;
    private final VolatileIncidents incidents;
    private final Map<LaneOf, LaneState> lanes = new HashMap<>();
    private final Map<StormKey, StoredStorm> storms = new HashMap<>();

    VolatileStorms(VolatileTransaction transaction, VolatileIncidents incidents) {
        this.transaction = transaction;
        this.incidents = incidents;
    }

    @Override
    public Optional<LaneState> lane(MspId msp, Lane lane) {
        transaction.reading();
        return Optional.ofNullable(lanes.get(new LaneOf(msp, lane)));
    }

    @Override
    public void save(MspId msp, Lane lane, LaneState state) {
        transaction.put(lanes, new LaneOf(msp, lane), state);
    }

    @Override
    public Map<String, Integer> waiting(MspId msp, Lane lane) {
        transaction.reading();
        return incidents.places().waiting(msp, lane);
    }

    @Override
    public int openTickets(StormKey key, Lane lane) {
        transaction.reading();
        return incidents.places().taken(key, lane);
    }

    @Override
    public List<Incident> held(StormKey key, Lane lane, int limit) {
        transaction.reading();
        return incidents.places().absorbed(key, lane).stream()
                .map(incidents::known)
                .filter(Incident::stands)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Incident> noteWaits(MspId msp, Instant now) {
        transaction.reading();
        return incidents.live(msp).stream()
                .filter(incident -> incident.noteDueAt() != null)
                .filter(incident -> {
                    Instant from = incident.place().notesFrom();
                    return from != null && from.isAfter(now);
                })
                .toList();
    }

    @Override
    public Optional<StoredStorm> storm(StormKey key) {
        transaction.reading();
        return Optional.ofNullable(storms.get(key));
    }

    @Override
    public List<StoredStorm> storms(MspId msp) {
        transaction.reading();
        return of(msp).sorted(OLDEST_FIRST).toList();
    }

    private Stream<StoredStorm> of(MspId msp) {
        return storms.values().stream()
                .filter(storm -> storm.state().key().msp().equals(msp));
    }

    @Override
    public List<StoredStorm> due(MspId msp, Instant now, int limit) {
        transaction.reading();
        return of(msp).filter(storm -> !storm.dueAt().isAfter(now))
                .sorted(DUE_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        transaction.reading();
        return of(msp).map(StoredStorm::dueAt).min(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public void save(StoredStorm storm) {
        transaction.put(storms, storm.state().key(), storm);
    }

    @Override
    public void end(StormKey key) {
        transaction.remove(storms, key);
    }
}

package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last runs in memory. */
final class VolatileRuns implements RunStore {
    /** Runs of a source of one kind on a connection. */
    private record Place(MspId msp, String connectionId, String entity, String source) {
        static Place of(StoredRun run) {
            return new Place(run.msp(), run.connectionId(), run.entity(), run.source());
        }
    }

    private final VolatileTransaction transaction;
    private final Map<Place, StoredRun> runs = new HashMap<>();

    VolatileRuns(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Optional<StoredRun> get(MspId msp, String connectionId, String entity, String source) {
        transaction.reading();
        return Optional.ofNullable(runs.get(new Place(msp, connectionId, entity, source)));
    }

    @Override
    public List<StoredRun> of(MspId msp, String connectionId, String entity) {
        return all(msp).stream()
                .filter(run ->
                        run.connectionId().equals(connectionId) && run.entity().equals(entity))
                .toList();
    }

    @Override
    public List<StoredRun> all(MspId msp) {
        transaction.reading();
        return runs.values().stream()
                .filter(run -> run.msp().equals(msp))
                .sorted(Comparator.comparing(StoredRun::connectionId, CodePointOrder.TEXTS)
                        .thenComparing(StoredRun::entity, CodePointOrder.TEXTS)
                        .thenComparing(StoredRun::source, CodePointOrder.TEXTS))
                .toList();
    }

    @Override
    public Optional<StoredRun> save(StoredRun run) {
        transaction.writing();
        Place place = Place.of(run);
        StoredRun before = runs.get(place);
        if (run.version() != (before == null ? 0 : before.version())) {
            return Optional.empty();
        }
        StoredRun kept = run.withVersion(run.version() + 1);
        transaction.put(runs, place, kept);
        return Optional.of(kept);
    }

    @Override
    public Optional<StoredRun> claim(StoredRun run, Instant now) {
        transaction.writing();
        List<StoredRun> rivals = of(run.msp(), run.connectionId(), run.entity());
        if (rivals.stream().anyMatch(rival -> rival.leased(now))) {
            return Optional.empty();
        }
        Optional<StoredRun> kept = save(run);
        if (kept.isPresent()) {
            rivals.stream()
                    .filter(rival -> !rival.source().equals(run.source()))
                    .filter(rival -> rival.owner() != null || rival.leaseUntil() != null)
                    .forEach(rival -> save(rival.withoutLease()));
        }
        return kept;
    }
}

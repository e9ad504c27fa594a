package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last runs in memory. */
final class VolatileRuns implements RunStore {
    /** A kind of run on a connection. */
    private record Place(MspId msp, String connectionId, String entity) {}

    private final VolatileTransaction transaction;
    private final Map<Place, StoredRun> runs = new HashMap<>();

    VolatileRuns(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Optional<StoredRun> get(MspId msp, String connectionId, String entity) {
        transaction.reading();
        return Optional.ofNullable(runs.get(new Place(msp, connectionId, entity)));
    }

    @Override
    public List<StoredRun> all(MspId msp) {
        transaction.reading();
        return runs.values().stream()
                .filter(run -> run.msp().equals(msp))
                .sorted(Comparator.comparing(StoredRun::connectionId, CodePointOrder.TEXTS)
                        .thenComparing(StoredRun::entity, CodePointOrder.TEXTS))
                .toList();
    }

    @Override
    public Optional<StoredRun> save(StoredRun run) {
        transaction.writing();
        Place place = new Place(run.msp(), run.connectionId(), run.entity());
        StoredRun before = runs.get(place);
        if (run.version() != (before == null ? 0 : before.version())) {
            return Optional.empty();
        }
        StoredRun kept = run.withVersion(run.version() + 1);
        transaction.put(runs, place, kept);
        return Optional.of(kept);
    }
}

package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Silence;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Silences, maintenance windows and inhibitions in memory. */
final class VolatileSuppression implements SuppressionStore {
    /** What suppresses at one MSP. */
    private static final class Pieces {
        private final NavigableMap<String, Stored<Silence>> silences = new TreeMap<>();
        private final NavigableMap<String, Stored<MaintenanceWindow>> windows = new TreeMap<>();
        private final NavigableMap<String, Stored<Inhibition>> inhibitions = new TreeMap<>();
    }

    private final VolatileTransaction transaction;
    private final Consumer<MspId> countUp;
    private final Map<MspId, Pieces> byMsp = new HashMap<>();

    /**
     * Nothing yet.
     *
     * @param countUp counts up the version of an MSP's configuration
     */
    VolatileSuppression(VolatileTransaction transaction, Consumer<MspId> countUp) {
        this.transaction = transaction;
        this.countUp = countUp;
    }

    StoredSuppression load(MspId msp) {
        Pieces pieces = byMsp.get(msp);
        return pieces == null
                ? StoredSuppression.NONE
                : new StoredSuppression(
                        List.copyOf(pieces.silences.values()),
                        List.copyOf(pieces.windows.values()),
                        List.copyOf(pieces.inhibitions.values()));
    }

    @Override
    public void save(Silence silence, Origin origin) {
        save(silence.msp(), pieces(silence.msp()).silences, silence.id(), silence, origin);
    }

    @Override
    public void save(MaintenanceWindow window, Origin origin) {
        save(window.msp(), pieces(window.msp()).windows, window.id(), window, origin);
    }

    @Override
    public void save(Inhibition inhibition, Origin origin) {
        save(inhibition.msp(), pieces(inhibition.msp()).inhibitions, inhibition.id(), inhibition, origin);
    }

    private <T> void save(MspId msp, Map<String, Stored<T>> kept, String id, T item, Origin origin) {
        Stored<T> before = kept.get(id);
        transaction.put(kept, id, new Stored<>(item, before == null ? 1 : before.revision() + 1, origin));
        countUp.accept(msp);
    }

    @Override
    public boolean removeSilence(MspId msp, String id) {
        return remove(msp, pieces(msp).silences, id);
    }

    @Override
    public boolean removeMaintenanceWindow(MspId msp, String id) {
        return remove(msp, pieces(msp).windows, id);
    }

    @Override
    public boolean removeInhibition(MspId msp, String id) {
        return remove(msp, pieces(msp).inhibitions, id);
    }

    @Override
    public int expireSilences(MspId msp, Instant until) {
        Map<String, Stored<Silence>> silences = pieces(msp).silences;
        List<String> over = silences.values().stream()
                .map(Stored::item)
                .filter(silence -> !silence.endsAt().isAfter(until))
                .map(Silence::id)
                .toList();
        over.forEach(id -> transaction.remove(silences, id));
        if (!over.isEmpty()) {
            countUp.accept(msp);
        }
        return over.size();
    }

    private <T> boolean remove(MspId msp, Map<String, Stored<T>> kept, String id) {
        boolean removed = transaction.remove(kept, id) != null;
        if (removed) {
            countUp.accept(msp);
        }
        return removed;
    }

    private Pieces pieces(MspId msp) {
        transaction.writing();
        return byMsp.computeIfAbsent(msp, any -> new Pieces());
    }
}

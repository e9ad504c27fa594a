package dev.tocsin.core.store;

import dev.tocsin.core.event.Fingerprint;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tombstones in memory. */
final class VolatileTombstones implements TombstoneStore {
    private final VolatileTransaction transaction;
    private final Map<Fingerprint, Tombstone> kept = new HashMap<>();

    VolatileTombstones(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Map<Fingerprint, Tombstone> of(Collection<Fingerprint> fingerprints, Instant now) {
        transaction.reading();
        Map<Fingerprint, Tombstone> found = new LinkedHashMap<>();
        for (Fingerprint fingerprint : fingerprints) {
            Tombstone tombstone = kept.get(fingerprint);
            if (tombstone != null && tombstone.until().isAfter(now)) {
                found.put(fingerprint, tombstone);
            }
        }
        return found;
    }

    @Override
    public void keep(Collection<Tombstone> tombstones) {
        transaction.writing();
        tombstones.forEach(tombstone -> transaction.put(kept, tombstone.fingerprint(), tombstone));
    }

    @Override
    public int forget(Instant now) {
        transaction.writing();
        List<Fingerprint> over = kept.values().stream()
                .filter(tombstone -> !tombstone.until().isAfter(now))
                .map(Tombstone::fingerprint)
                .toList();
        over.forEach(fingerprint -> transaction.remove(kept, fingerprint));
        return over.size();
    }
}

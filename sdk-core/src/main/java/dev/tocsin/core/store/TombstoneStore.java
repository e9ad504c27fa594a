package dev.tocsin.core.store;

import dev.tocsin.core.event.Fingerprint;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Resolves that came before what they resolve, one per subject. */
public interface TombstoneStore {
    /** The tombstones of subjects that are not forgotten at a moment; subjects without one are absent. */
    Map<Fingerprint, Tombstone> of(Collection<Fingerprint> fingerprints, Instant now);

    /** Keeps tombstones, each in place of the one that its subject had. */
    void keep(Collection<Tombstone> tombstones);

    /** Forgets what is to be forgotten at a moment; returns how many that were. */
    int forget(Instant now);
}

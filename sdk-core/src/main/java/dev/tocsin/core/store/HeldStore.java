package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subjects that were raised and may not act yet, one row each. What makes a row due at once sets its
 * {@link Held#lookAgainAt()} to {@link Instant#EPOCH}.
 */
public interface HeldStore {
    /** The held subjects by fingerprint; those that are not held are absent. */
    Map<Fingerprint, Held> current(Collection<Fingerprint> fingerprints);

    /** Keeps subjects, each once; one that is held already is replaced. */
    void save(Collection<Held> held);

    /** Holds subjects no more; those that are not held are passed over. */
    void remove(Collection<Fingerprint> fingerprints);

    /**
     * The held subjects of an MSP that are due at or before a moment, those due first in front, and then in the order in
     * which they happened.
     *
     * @param limit how many at most
     */
    List<Held> due(MspId msp, Instant now, int limit);

    /** When the next held subject of an MSP is due; null if none is. */
    @Nullable
    Instant nextDue(MspId msp);

    /** Makes the subjects that wait for the end of these parents due at once; returns how many. */
    int wake(Collection<Fingerprint> parents);

    /** Makes all held subjects of an MSP due at once, since what holds them may have changed; returns how many. */
    int wakeAll(MspId msp);

    /**
     * The held states that match, as parents of others; never moments.
     *
     * @param limit how many at most, the first in the order of active parents
     */
    List<Parent> parents(ParentQuery query, int limit);

    /**
     * The held subjects of an MSP in the order of their fingerprints, a page at a time.
     *
     * @param after the fingerprint after which to begin, or null for the beginning
     */
    List<Held> page(MspId msp, @Nullable Fingerprint after, int limit);
}

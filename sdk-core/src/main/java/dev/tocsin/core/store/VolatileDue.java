package dev.tocsin.core.store;

import java.time.Instant;

/**
 * A place in the queue of what is due: those due first in front, and of those due at the same moment the oldest.
 *
 * @param at when it is due
 * @param id what is due
 */
record VolatileDue(Instant at, long id) implements Comparable<VolatileDue> {
    /** The last place of a moment. */
    static VolatileDue lastOf(Instant at) {
        return new VolatileDue(at, Long.MAX_VALUE);
    }

    @Override
    public int compareTo(VolatileDue other) {
        int order = at.compareTo(other.at);
        return order == 0 ? Long.compare(id, other.id) : order;
    }
}

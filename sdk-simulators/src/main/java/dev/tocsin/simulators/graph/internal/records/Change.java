package dev.tocsin.simulators.graph.internal.records;

import java.util.Set;

/**
 * One change of a user, as delta remembers it. Immutable.
 *
 * @param slot the user's slot
 * @param properties the changed properties; empty for a user that appeared or went as a whole
 */
record Change(int slot, Set<String> properties) {
    /** A user that appeared or went. */
    static Change whole(int slot) {
        return new Change(slot, Set.of());
    }
}

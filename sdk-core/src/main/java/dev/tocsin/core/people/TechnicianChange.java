package dev.tocsin.core.people;

import org.jspecify.annotations.Nullable;

/**
 * What an import does to one technician. Whoever applies it also writes to the ledger of consent that the numbers which went
 * away are void, in the same transaction.
 *
 * @param before the technician as it was, or null if it is new
 * @param after the technician as it becomes
 */
public record TechnicianChange(@Nullable Technician before, Technician after) {
    /** Whether the technician is new. */
    public boolean isAddition() {
        return before == null;
    }
}

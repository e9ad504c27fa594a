package dev.tocsin.simulators.graph.internal.records;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has granted to the app. Immutable.
 *
 * @param granted the application permissions
 * @param effectiveFrom when tokens are issued; null if consent was never given or was taken back
 */
public record Consent(Set<String> granted, @Nullable Instant effectiveFrom) {
    /** No consent. */
    public static final Consent NONE = new Consent(Set.of(), null);

    /** Copies. */
    public Consent {
        granted = Set.copyOf(granted);
    }

    /** Whether it was given, effective yet or not. */
    public boolean given() {
        return effectiveFrom != null;
    }

    /** Whether tokens are issued at a moment. */
    public boolean effective(Instant now) {
        return effectiveFrom != null && !now.isBefore(effectiveFrom);
    }
}

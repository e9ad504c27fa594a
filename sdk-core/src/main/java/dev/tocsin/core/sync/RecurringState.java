package dev.tocsin.core.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a plan stands.
 *
 * @param plan the plan
 * @param lastSuccess when it last ended with all its entities completed, or null if it never did
 * @param lastFailure when it last ended with one that failed or asks, or was left by a process that died; null if it never did
 * @param failure what happened then, without secrets, or null
 * @param nextAt when it runs next, in whole milliseconds; null while it runs
 * @param running whether it runs, in whatever process; that of a process which died shows as running until that is noticed
 */
public record RecurringState(
        RecurringSync plan,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastFailure,
        @Nullable String failure,
        @Nullable Instant nextAt,
        boolean running) {}

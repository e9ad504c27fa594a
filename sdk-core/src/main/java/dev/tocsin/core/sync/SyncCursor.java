package dev.tocsin.core.sync;

import org.jspecify.annotations.Nullable;

/**
 * Where a run that was interrupted goes on. Kept in the transaction that keeps the work before it.
 *
 * @param after the last record before which all are done, by the source's id; null if the run starts anew
 * @param progress the progress up to there
 */
public record SyncCursor(@Nullable String after, SyncProgress progress) {}

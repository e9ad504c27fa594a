package dev.tocsin.core.feed;

import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.StoredFeed.State;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to read one feed, kept in the store so that nobody else reads it meanwhile. Each step is a compare-and-set of the row as it
 * was left; one that answers false was lost to somebody who took over after the lease had run out. Used by one thread.
 */
final class FeedLease {
    private static final int MAX_MESSAGE = 1_000;

    private final Store store;
    private final FeedPolicy policy;
    private StoredFeed row;

    private FeedLease(Store store, FeedPolicy policy, StoredFeed row) {
        this.store = store;
        this.policy = policy;
        this.row = row;
    }

    /** The state of a feed as it is kept. */
    static StoredFeed stateOf(Store store, MspId msp, EventFeed feed) {
        return store.read(session -> session.feeds().get(msp, feed.connectionId(), feed.name()))
                .orElseGet(() -> StoredFeed.never(msp, feed.connectionId(), feed.name()));
    }

    /** Takes a feed that nobody has; empty if somebody else did first. */
    static Optional<FeedLease> take(Store store, FeedPolicy policy, StoredFeed free, Instant now) {
        StoredFeed taken = new StoredFeed(
                free.msp(),
                free.connectionId(),
                free.feed(),
                free.cursor(),
                free.state(),
                free.message(),
                free.failures(),
                now,
                free.succeededAt(),
                free.dueAt(),
                UUID.randomUUID().toString(),
                now.plus(policy.lease()),
                free.version());
        return store.write(session -> session.feeds().save(taken)).map(kept -> new FeedLease(store, policy, kept));
    }

    @Nullable
    String cursor() {
        return row.cursor();
    }

    int failures() {
        return row.failures();
    }

    /** A page is taken in and there is more; the feed stays taken. */
    boolean advanced(String cursor, Instant now) {
        return save(new StoredFeed(
                row.msp(),
                row.connectionId(),
                row.feed(),
                cursor,
                State.ACTIVE,
                null,
                0,
                row.triedAt(),
                row.succeededAt(),
                null,
                row.owner(),
                now.plus(policy.lease()),
                row.version()));
    }

    /** The last page is taken in. */
    boolean finished(String cursor, Instant now) {
        return save(free(cursor, State.ACTIVE, null, 0, now, null));
    }

    /** The feed cannot be read further now, or is not offered. */
    boolean ended(State state, String message, int failures, Instant notBefore) {
        return save(free(
                row.cursor(), state, BoundedText.within(MAX_MESSAGE, message), failures, row.succeededAt(), notBefore));
    }

    /** Leaves the feed as it is to whoever comes next. */
    boolean released() {
        return save(free(row.cursor(), row.state(), row.message(), row.failures(), row.succeededAt(), row.dueAt()));
    }

    private StoredFeed free(
            @Nullable String cursor,
            State state,
            @Nullable String message,
            int failures,
            @Nullable Instant succeededAt,
            @Nullable Instant dueAt) {
        return new StoredFeed(
                row.msp(),
                row.connectionId(),
                row.feed(),
                cursor,
                state,
                message,
                failures,
                row.triedAt(),
                succeededAt,
                dueAt,
                null,
                null,
                row.version());
    }

    /** An interrupt must not keep the state from being written; it is left set for the caller. */
    private boolean save(StoredFeed next) {
        boolean interrupted = Thread.interrupted();
        try {
            Optional<StoredFeed> kept = store.write(session -> session.feeds().save(next));
            kept.ifPresent(saved -> row = saved);
            return kept.isPresent();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.tocsin.core.directory;

import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.StoredFeed.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The steps that the row of a directory's feed takes. Pure. */
public final class FeedSteps {
    private static final int MAX_MESSAGE = 500;

    private FeedSteps() {}

    /** Somebody begins to read it, or goes on. */
    public static StoredFeed claimed(StoredFeed feed, String owner, Instant until, Instant now) {
        return with(
                feed,
                feed.cursor(),
                feed.state(),
                feed.message(),
                feed.failures(),
                now,
                feed.succeededAt(),
                owner,
                until);
    }

    /** A page was read and applied; the owner goes on. */
    public static StoredFeed advanced(StoredFeed feed, @Nullable String cursor, Instant until) {
        return with(
                feed,
                cursor,
                feed.state(),
                feed.message(),
                feed.failures(),
                feed.triedAt(),
                feed.succeededAt(),
                feed.owner(),
                until);
    }

    /** It was read to its end, and nobody reads it now. */
    public static StoredFeed succeeded(StoredFeed feed, String cursor, Instant now) {
        return with(feed, cursor, State.ACTIVE, null, 0, now, now, null, null);
    }

    /** It could not be read, and nobody reads it now. */
    public static StoredFeed failed(StoredFeed feed, String message, Instant now) {
        String shown = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
        return with(
                feed, feed.cursor(), State.FAILING, shown, feed.failures() + 1, now, feed.succeededAt(), null, null);
    }

    /** Nobody reads it now. */
    public static StoredFeed released(StoredFeed feed) {
        return with(
                feed,
                feed.cursor(),
                feed.state(),
                feed.message(),
                feed.failures(),
                feed.triedAt(),
                feed.succeededAt(),
                null,
                null);
    }

    private static StoredFeed with(
            StoredFeed feed,
            @Nullable String cursor,
            State state,
            @Nullable String message,
            int failures,
            @Nullable Instant triedAt,
            @Nullable Instant succeededAt,
            @Nullable String owner,
            @Nullable Instant leaseUntil) {
        return new StoredFeed(
                feed.msp(),
                feed.connectionId(),
                feed.feed(),
                cursor,
                state,
                message,
                failures,
                triedAt,
                succeededAt,
                feed.dueAt(),
                owner,
                leaseUntil,
                feed.version());
    }
}

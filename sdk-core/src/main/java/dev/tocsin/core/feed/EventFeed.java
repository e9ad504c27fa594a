package dev.tocsin.core.feed;

import dev.tocsin.core.base.TocsinException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One log of one customer at a source, such as the sign-ins of a tenant. An adapter per log; it reads and keeps nothing. What is
 * told twice does no harm, since an event that was taken in is known again; so a feed reads a little of what it read before once
 * more, for what came late. Thread-safe.
 */
public interface EventFeed {
    /** The connection, 1 to 100 characters; what one connection cannot give is no matter of another's. */
    String connectionId();

    /** The name among the feeds of the connection, 1 to 100 characters, such as {@code sign-ins}. It is kept with the cursor. */
    String name();

    /**
     * Reads one page.
     *
     * @param cursor what the page before gave, or null to start; how far back that is, the feed knows
     * @param now the time
     * @throws FeedOffException if the source does not offer the log to this customer, as without a licence
     * @throws TocsinException if it cannot be read now; the same cursor is asked with again, not before its {@code retryAfter}
     */
    FeedPage read(@Nullable String cursor, Instant now);
}

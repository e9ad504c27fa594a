package dev.tocsin.core.feed;

import dev.tocsin.core.event.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one poll of one feed did.
 *
 * @param connectionId the connection
 * @param feed the feed's name
 * @param outcome how it ended
 * @param pages how many pages were read and kept
 * @param events how many events were handed in
 * @param duplicates how many of them had been taken in before
 * @param receipts what became of the events, duplicates included
 * @param passedBy how many records were sound but no events
 * @param unreadCount how many records could not become events
 * @param unread the first hundred of those, in words
 * @param message why it ended so, for people; null if it was read
 * @param notBefore not before this is the feed read again; null for at any time
 */
public record FeedReport(
        String connectionId,
        String feed,
        Outcome outcome,
        int pages,
        long events,
        long duplicates,
        Map<Receipt.Outcome, Long> receipts,
        long passedBy,
        long unreadCount,
        List<String> unread,
        @Nullable String message,
        @Nullable Instant notBefore) {
    /** How a poll of a feed can end. */
    public enum Outcome {
        /** All that there was is taken in. */
        READ,
        /** The bound of pages was reached; the next poll goes on there. */
        MORE,
        /** It rests, since its last reading failed or the source does not offer it. Nothing was asked. */
        RESTING,
        /** Somebody else reads it. */
        BUSY,
        /** The source does not offer it to this customer, as without a licence. No fault. */
        OFF,
        /** It could not be read to its end; what was read until then is taken in. */
        FAILED,
        /** The thread was interrupted; the next poll goes on where this one was. */
        INTERRUPTED
    }

    /** Copies the map and the list. */
    public FeedReport {
        receipts = Map.copyOf(receipts);
        unread = List.copyOf(unread);
    }

    /** How many events had this outcome. */
    public long count(Receipt.Outcome what) {
        return receipts.getOrDefault(what, 0L);
    }
}

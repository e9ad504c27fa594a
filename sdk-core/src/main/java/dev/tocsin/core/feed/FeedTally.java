package dev.tocsin.core.feed;

import dev.tocsin.core.event.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what one poll of one feed does. Used by one thread. */
final class FeedTally {
    private static final int MOST_TOLD = 100;

    private final EventFeed feed;
    private final Map<Receipt.Outcome, Long> receipts = new EnumMap<>(Receipt.Outcome.class);
    private final List<String> unread = new ArrayList<>();
    private int pages;
    private long events;
    private long duplicates;
    private long passedBy;
    private long unreadCount;

    FeedTally(EventFeed feed) {
        this.feed = feed;
    }

    void receipts(List<Receipt> some) {
        for (Receipt receipt : some) {
            events++;
            duplicates += receipt.duplicate() ? 1 : 0;
            receipts.merge(receipt.outcome(), 1L, Long::sum);
        }
    }

    /** Counts a page whose events are taken in. */
    void page(FeedPage page) {
        pages++;
        passedBy += page.passedBy();
        unreadCount += page.unread().size();
        page.unread().stream().limit(MOST_TOLD - unread.size()).forEach(unread::add);
    }

    FeedReport report(FeedReport.Outcome outcome, @Nullable String message, @Nullable Instant notBefore) {
        return new FeedReport(
                feed.connectionId(),
                feed.name(),
                outcome,
                pages,
                events,
                duplicates,
                receipts,
                passedBy,
                unreadCount,
                unread,
                message,
                notBefore);
    }
}

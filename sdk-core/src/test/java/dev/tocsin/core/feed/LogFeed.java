package dev.tocsin.core.feed;

import dev.tocsin.core.event.SecurityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory that is read from a watermark on, a little of it twice. Its cursor is {@code watermark} or, amid a window, {@code
 * watermark|end|offset}.
 */
final class LogFeed implements EventFeed {
    /** An entry, and when the source begins to show it. */
    record Entry(SecurityEvent event, Instant shownAt) {}

    final List<Entry> log = new ArrayList<>();
    final AtomicInteger reads = new AtomicInteger();
    private final String connection;
    private final Instant beginning;
    private final Duration overlap;
    private final int pageSize;

    LogFeed(String connection, Instant beginning, Duration overlap, int pageSize) {
        this.connection = connection;
        this.beginning = beginning;
        this.overlap = overlap;
        this.pageSize = pageSize;
    }

    @Override
    public String connectionId() {
        return connection;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public FeedPage read(@Nullable String cursor, Instant now) {
        reads.incrementAndGet();
        String[] parts = (cursor == null ? beginning.toString() : cursor).split("\\|", -1);
        Instant from = Instant.parse(parts[0]);
        Instant end = parts.length == 3 ? Instant.parse(parts[1]) : now;
        int offset = parts.length == 3 ? Integer.parseInt(parts[2]) : 0;
        List<SecurityEvent> window = log.stream()
                .filter(entry -> !entry.shownAt().isAfter(now))
                .map(Entry::event)
                .filter(event -> !event.occurredAt().isBefore(from.minus(overlap)))
                .filter(event -> !event.occurredAt().isAfter(end))
                .toList();
        int to = Math.min(window.size(), offset + pageSize);
        boolean more = to < window.size();
        List<SecurityEvent> page = offset >= to ? List.of() : window.subList(offset, to);
        return new FeedPage(page, List.of(), 0, more ? from + "|" + end + "|" + to : end.toString(), more);
    }
}

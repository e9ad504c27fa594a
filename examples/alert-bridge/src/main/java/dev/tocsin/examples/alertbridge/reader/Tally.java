package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.event.SecurityEvent;
import org.jspecify.annotations.Nullable;

/** Hands on what one reading finds and counts it. */
final class Tally {
    private final ReadSource source;
    private final ReadSink sink;
    private long events;
    private long skipped;
    private long faults;
    private long assets;

    Tally(ReadSource source, ReadSink sink) {
        this.source = source;
        this.sink = sink;
    }

    void event(SecurityEvent event) {
        events++;
        sink.event(event);
    }

    void skipped(String reason) {
        skipped++;
        sink.skipped(reason);
    }

    void asset(ListedAsset asset) {
        assets++;
        sink.asset(asset);
    }

    void fault(long line, @Nullable String field, String message) {
        faults++;
        sink.fault(new ReadFault(source.name(), line, field, message));
    }

    void fault(long line, UnusableException unusable) {
        fault(line, unusable.field(), unusable.reason());
    }

    ReadSummary summary(boolean complete) {
        return new ReadSummary(events, skipped, faults, assets, complete, source.bytesRead());
    }
}

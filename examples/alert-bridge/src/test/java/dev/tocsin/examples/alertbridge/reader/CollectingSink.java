package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.SecurityEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps all that a reader finds. */
final class CollectingSink implements ReadSink {
    final List<SecurityEvent> events = new ArrayList<>();
    final List<ReadFault> faults = new ArrayList<>();
    final List<String> skipped = new ArrayList<>();
    final List<ListedAsset> assets = new ArrayList<>();

    static ReadSource source(String text) {
        return source(text.getBytes(StandardCharsets.UTF_8));
    }

    static ReadSource source(byte[] bytes) {
        return ReadSource.of("in.txt", new ByteArrayInputStream(bytes));
    }

    static CollectingSink of(EventFormat format, ReadSource source) {
        CollectingSink sink = new CollectingSink();
        sink.summary = format.reader().read(source, sink);
        return sink;
    }

    ReadSummary summary = new ReadSummary(0, 0, 0, 0, false, 0);

    List<DeliveryKey> keys() {
        return events.stream().map(DeliveryKey::of).toList();
    }

    @Override
    public void event(SecurityEvent event) {
        events.add(event);
    }

    @Override
    public void fault(ReadFault fault) {
        faults.add(fault);
    }

    @Override
    public void skipped(String reason) {
        skipped.add(reason);
    }

    @Override
    public void asset(ListedAsset asset) {
        assets.add(asset);
    }
}

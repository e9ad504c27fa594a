package dev.tocsin.core.preview;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that a store keeps, as input of a preview: what changed rules would have made of them. Refused events are
 * not kept, and so are not among them.
 */
public final class RecordedEvents {
    private static final int PAGE = 1_000;

    private RecordedEvents() {}

    /**
     * The kept events of an MSP, in the order in which they were handed in. Reads the store page by page, and nothing but
     * that.
     *
     * @param from the earliest moment at which an event happened, or null for no limit
     * @param until the moment before which an event happened, or null for no limit
     * @param most how many events may be read into memory
     * @throws ConfigurationException if there are more
     */
    public static List<SecurityEvent> read(
            Store store, MspId msp, @Nullable Instant from, @Nullable Instant until, int most) {
        List<EventRecord> found = new ArrayList<>();
        DeliveryKey after = null;
        List<EventRecord> page;
        do {
            @Nullable DeliveryKey last = after;
            page = store.read(session -> session.events().page(msp, null, last, PAGE));
            for (EventRecord one : page) {
                Instant at = one.event().occurredAt();
                if ((from == null || !at.isBefore(from)) && (until == null || at.isBefore(until))) {
                    found.add(one);
                }
                after = one.key();
            }
            if (found.size() > most) {
                throw new ConfigurationException(
                        "preview.events",
                        "more than " + most + " events are recorded in that time; a shorter time is legal, or a higher"
                                + " limit");
            }
        } while (page.size() == PAGE);
        return found.stream()
                .sorted(Comparator.comparing(EventRecord::receivedAt).thenComparing(EventRecord::key))
                .map(EventRecord::event)
                .toList();
    }
}

package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Receipt;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events that were handed in, each once. */
public interface EventStore {
    /** What became of deliveries; those that are not known are absent. */
    Map<DeliveryKey, DeliveryOutcome> outcomes(Collection<DeliveryKey> keys);

    /** Keeps events, each key once in the list; one that is kept already is replaced. */
    void save(List<EventRecord> events);

    /** One event of an MSP; empty if there is none. */
    Optional<EventRecord> get(MspId msp, DeliveryKey key);

    /**
     * The events of an MSP in the order of their keys, a page at a time.
     *
     * @param outcome only those of this outcome, or null for all
     * @param after the key after which to begin, or null for the beginning
     * @param limit how many at most
     */
    List<EventRecord> page(MspId msp, Receipt.@Nullable Outcome outcome, @Nullable DeliveryKey after, int limit);

    /** How many events of an MSP came to each outcome; outcomes without any are absent. */
    Map<Receipt.Outcome, Long> counts(MspId msp);

    /** The events of an MSP with an external id, at most {@code limit}; may read them all. */
    List<EventRecord> byExternalId(MspId msp, String externalId, int limit);
}

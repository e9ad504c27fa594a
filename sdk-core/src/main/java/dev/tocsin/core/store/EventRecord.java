package dev.tocsin.core.store;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept, with what became of it.
 *
 * @param key its identity
 * @param event what was handed in
 * @param fingerprint what it is about
 * @param outcome what became of it
 * @param incidentId the incident that it belongs to, or null
 * @param reason why, for people
 * @param receivedAt when it was handed in
 */
public record EventRecord(
        DeliveryKey key,
        SecurityEvent event,
        Fingerprint fingerprint,
        Receipt.Outcome outcome,
        @Nullable Long incidentId,
        String reason,
        Instant receivedAt) {}

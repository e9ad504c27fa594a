package dev.tocsin.core.store;

import dev.tocsin.core.event.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery, without its event.
 *
 * @param outcome what became of it
 * @param incidentId the incident that it belongs to, or null
 * @param reason why, for people
 */
public record DeliveryOutcome(
        Receipt.Outcome outcome, @Nullable Long incidentId, String reason) {}

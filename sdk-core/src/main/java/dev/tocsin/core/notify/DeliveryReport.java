package dev.tocsin.core.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a service reports of a message, its signature already checked.
 *
 * @param key the key of the notification, as it stands in the address that the report came to
 * @param channelId the channel
 * @param providerId the service's id of the message
 * @param status what it reports
 * @param code the service's code of what went wrong, such as {@code 30005}, or null if it gave none
 * @param at when it came
 */
public record DeliveryReport(
        String key,
        String channelId,
        String providerId,
        DeliveryStatus status,
        @Nullable String code,
        Instant at) {}

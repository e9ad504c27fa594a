package dev.tocsin.simulators.twilio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as the service has it at one moment.
 *
 * @param sid its id, such as {@code SM…}
 * @param accountSid the account
 * @param from the sender; null while a messaging service has not chosen one
 * @param to the recipient
 * @param body the text
 * @param origin who wrote it
 * @param status the vendor's status, such as {@code delivered}; {@code received} for a person's
 * @param errorCode the vendor's error code; null for none
 * @param created when it was accepted
 * @param sent when it was sent; null if it was not
 * @param messagingServiceSid the messaging service it was sent by; null for none
 * @param statusCallback where its statuses are told; null for nowhere
 */
public record SimMessage(
        String sid,
        String accountSid,
        @Nullable String from,
        String to,
        String body,
        MessageOrigin origin,
        String status,
        @Nullable Integer errorCode,
        Instant created,
        @Nullable Instant sent,
        @Nullable String messagingServiceSid,
        @Nullable String statusCallback) {}

package dev.tocsin.notify.twilio;

import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Twilio says of a message or call, in its callbacks ({@code MessageStatus}, {@code CallStatus}) or when it is asked, as a
 * report.
 */
public final class TwilioReports {
    private static final Map<String, DeliveryStatus> MESSAGE = Map.ofEntries(
            Map.entry("accepted", DeliveryStatus.ACCEPTED),
            Map.entry("scheduled", DeliveryStatus.ACCEPTED),
            Map.entry("queued", DeliveryStatus.ACCEPTED),
            Map.entry("sending", DeliveryStatus.ACCEPTED),
            Map.entry("sent", DeliveryStatus.SENT),
            Map.entry("delivered", DeliveryStatus.DELIVERED),
            Map.entry("partially_delivered", DeliveryStatus.DELIVERED),
            Map.entry("read", DeliveryStatus.DELIVERED),
            Map.entry("undelivered", DeliveryStatus.FAILED),
            Map.entry("failed", DeliveryStatus.FAILED),
            Map.entry("canceled", DeliveryStatus.FAILED));
    private static final Map<String, DeliveryStatus> CALL = Map.ofEntries(
            Map.entry("queued", DeliveryStatus.ACCEPTED),
            Map.entry("initiated", DeliveryStatus.ACCEPTED),
            Map.entry("ringing", DeliveryStatus.SENT),
            Map.entry("answered", DeliveryStatus.SENT),
            Map.entry("in-progress", DeliveryStatus.SENT),
            Map.entry("completed", DeliveryStatus.DELIVERED),
            Map.entry("busy", DeliveryStatus.FAILED),
            Map.entry("no-answer", DeliveryStatus.FAILED),
            Map.entry("failed", DeliveryStatus.FAILED),
            Map.entry("canceled", DeliveryStatus.FAILED));

    private TwilioReports() {}

    /**
     * What Twilio says of a message.
     *
     * @param key the key of the notification
     * @param channelId the channel that sent it
     * @param sid Twilio's id of it
     * @param said the word for its state
     * @param code the error code, or null
     * @param at when it was said
     * @return empty for a word that is not known here
     */
    public static Optional<DeliveryReport> ofMessage(
            String key, String channelId, String sid, String said, @Nullable String code, Instant at) {
        return Optional.ofNullable(MESSAGE.get(said))
                .map(status -> new DeliveryReport(key, channelId, sid, status, code, at));
    }

    /** The same of a call; where one failed without an error code, the word for its state, such as {@code busy}, is the code. */
    public static Optional<DeliveryReport> ofCall(
            String key, String channelId, String sid, String said, @Nullable String code, Instant at) {
        return Optional.ofNullable(CALL.get(said)).map(status -> {
            String why = code == null && status == DeliveryStatus.FAILED ? said : code;
            return new DeliveryReport(key, channelId, sid, status, why, at);
        });
    }
}

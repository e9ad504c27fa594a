package dev.tocsin.simulators.twilio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.twilio.internal.wire.Dates;
import dev.tocsin.simulators.twilio.internal.wire.Segments;
import dev.tocsin.simulators.twilio.internal.wire.TwilioError;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One message. What changes is guarded by the monitor of {@link Messages}. */
final class MessageRow {
    private static final String VERSION = "2010-04-01";

    private final String sid;
    private final SimAccount account;
    private final String to;
    private final String body;
    private final MessageOrigin origin;
    private final Instant created;
    private final @Nullable String service;
    private final @Nullable String callback;
    private final Duration validity;
    private @Nullable String from;
    private String status;
    private int errorCode;
    private Instant updated;
    private @Nullable Instant sent;

    /**
     * @param from null while a messaging service has not chosen one
     * @param service null for none
     * @param callback null for none
     * @param validity how long it may be queued
     */
    MessageRow(
            SimAccount account,
            @Nullable String from,
            String to,
            String body,
            MessageOrigin origin,
            @Nullable String service,
            @Nullable String callback,
            Duration validity,
            Instant created) {
        this.sid = sid("SM");
        this.account = account;
        this.from = from;
        this.to = to;
        this.body = body;
        this.origin = origin;
        this.service = service;
        this.callback = callback;
        this.validity = validity;
        this.created = created;
        this.updated = created;
        this.status = from == null ? "accepted" : "queued";
    }

    /** A message of a person. */
    static MessageRow inbound(SimAccount account, String from, String to, String body, Instant now) {
        MessageRow row = new MessageRow(
                account,
                from,
                to,
                body,
                MessageOrigin.PERSON,
                account.serviceOf(to).orElse(null),
                null,
                Duration.ZERO,
                now);
        row.status = "received";
        row.sent = now;
        return row;
    }

    /** A new id. */
    static String sid(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    String sid() {
        return sid;
    }

    SimAccount account() {
        return account;
    }

    String to() {
        return to;
    }

    String body() {
        return body;
    }

    MessageOrigin origin() {
        return origin;
    }

    @Nullable
    String from() {
        return from;
    }

    @Nullable
    String service() {
        return service;
    }

    @Nullable
    String callback() {
        return callback;
    }

    String status() {
        return status;
    }

    Instant created() {
        return created;
    }

    /** The time that filters go by: when it was sent, or accepted while it is not sent. */
    Instant filed() {
        return sent == null ? created : sent;
    }

    boolean expired(Instant now) {
        return now.isAfter(created.plus(validity));
    }

    int segments() {
        return Segments.count(body);
    }

    void from(String sender) {
        from = sender;
    }

    void become(String newStatus, int code, Instant now) {
        status = newStatus;
        errorCode = code;
        updated = now;
        if (newStatus.equals("sent")) {
            sent = now;
        }
    }

    SimMessage snapshot() {
        return new SimMessage(
                sid,
                account.sid(),
                from,
                to,
                body,
                origin,
                status,
                errorCode == 0 ? null : errorCode,
                created,
                sent,
                service,
                callback);
    }

    ObjectNode json() {
        String uri = "/" + VERSION + "/Accounts/" + account.sid() + "/Messages/" + sid;
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("account_sid", account.sid())
                .put("api_version", VERSION)
                .put("body", body)
                .put("date_created", Dates.write(created))
                .put("date_sent", Dates.write(sent))
                .put("date_updated", Dates.write(updated))
                .put("direction", origin.direction());
        if (errorCode == 0) {
            json.putNull("error_code").putNull("error_message");
        } else {
            json.put("error_code", errorCode).put("error_message", TwilioError.later(errorCode));
        }
        json.put("from", from)
                .put("messaging_service_sid", service)
                .put("num_media", "0")
                .put("num_segments", status.equals("accepted") ? "0" : String.valueOf(segments()))
                .putNull("price")
                .putNull("price_unit")
                .put("sid", sid)
                .put("status", status);
        json.putObject("subresource_uris").put("media", uri + "/Media.json");
        return json.put("to", to).put("uri", uri + ".json");
    }
}

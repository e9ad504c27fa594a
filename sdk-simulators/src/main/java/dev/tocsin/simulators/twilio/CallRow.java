package dev.tocsin.simulators.twilio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.twilio.internal.wire.Dates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call. What changes is guarded by its own monitor. */
final class CallRow {
    static final Set<String> FINAL = Set.of("completed", "busy", "no-answer", "failed", "canceled");
    private static final String VERSION = "2010-04-01";
    private static final List<String> PARTS =
            List.of("notifications", "recordings", "payments", "events", "siprec", "streams", "transcriptions");

    private final String sid = MessageRow.sid("CA");
    private final SimAccount account;
    private final CallRequest request;
    private final Instant created;
    private final List<String> spoken = new ArrayList<>();
    private final List<String> pressed = new ArrayList<>();
    private final List<Integer> errors = new ArrayList<>();
    private String status = "queued";
    private Instant updated;
    private @Nullable AnsweredBy answeredBy;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private int told;

    CallRow(SimAccount account, CallRequest request, Instant created) {
        this.account = account;
        this.request = request;
        this.created = created;
        this.updated = created;
    }

    String sid() {
        return sid;
    }

    SimAccount account() {
        return account;
    }

    CallRequest request() {
        return request;
    }

    synchronized String status() {
        return status;
    }

    synchronized boolean over() {
        return FINAL.contains(status);
    }

    /** The time that filters by start go by: when somebody answered, or when it was accepted. */
    synchronized Instant filed() {
        return started == null ? created : started;
    }

    synchronized @Nullable Instant ended() {
        return ended;
    }

    /** Goes on to a status; not from a final one. */
    synchronized boolean become(String newStatus, Instant now) {
        if (FINAL.contains(status)) {
            return false;
        }
        if (FINAL.contains(newStatus)) {
            ended = now;
        }
        status = newStatus;
        updated = now;
        return true;
    }

    /** Somebody picks up; not once it is over. */
    synchronized boolean answered(AnsweredBy by, Instant now) {
        if (!become("in-progress", now)) {
            return false;
        }
        answeredBy = by;
        started = now;
        return true;
    }

    /** Who answered, as machine detection reports it; null without detection or answer. */
    synchronized @Nullable String reportedAnswer() {
        return answeredBy == null || request.machineDetection() == null
                ? null
                : answeredBy.reported(request.machineDetection());
    }

    synchronized void say(String words) {
        spoken.add(words);
    }

    synchronized void press(String digits) {
        pressed.add(digits);
    }

    synchronized void error(int code) {
        errors.add(code);
    }

    /** The number of the next status callback, from 0. */
    synchronized int nextTold() {
        return told++;
    }

    synchronized @Nullable String duration() {
        Instant from = started;
        Instant to = ended;
        return from == null || to == null
                ? null
                : String.valueOf(Duration.between(from, to).toSeconds());
    }

    synchronized SimCall snapshot() {
        return new SimCall(
                sid, account.sid(), request.from(), request.to(), status, answeredBy, spoken, pressed, errors, created);
    }

    synchronized ObjectNode json() {
        String uri = "/" + VERSION + "/Accounts/" + account.sid() + "/Calls/" + sid;
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("account_sid", account.sid())
                .put("answered_by", reportedAnswer())
                .put("api_version", VERSION)
                .putNull("caller_name")
                .put("date_created", Dates.write(created))
                .put("date_updated", Dates.write(updated))
                .put("direction", "outbound-api")
                .put("duration", duration())
                .put("end_time", Dates.write(ended))
                .putNull("forwarded_from")
                .put("from", request.from())
                .put("from_formatted", formatted(request.from()))
                .putNull("group_sid")
                .putNull("parent_call_sid")
                .putNull("phone_number_sid")
                .putNull("price")
                .put("price_unit", "USD")
                .put("sid", sid)
                .put("start_time", Dates.write(started))
                .put("status", status);
        ObjectNode parts = json.putObject("subresource_uris");
        PARTS.forEach(part ->
                parts.put(part, uri + "/" + Character.toUpperCase(part.charAt(0)) + part.substring(1) + ".json"));
        return json.put("to", request.to())
                .put("to_formatted", formatted(request.to()))
                .putNull("trunk_sid")
                .put("uri", uri + ".json")
                .put("queue_time", "0");
    }

    /** {@code (415) 867-5309} in North America, else as it is. */
    private static String formatted(String number) {
        return number.matches("\\+1\\d{10}")
                ? "(" + number.substring(2, 5) + ") " + number.substring(5, 8) + "-" + number.substring(8)
                : number;
    }
}

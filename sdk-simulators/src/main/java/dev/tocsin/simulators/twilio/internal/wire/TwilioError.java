package dev.tocsin.simulators.twilio.internal.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.http.Answer;

/** A refusal in the vendor's form: {@code code}, {@code message}, {@code more_info}, {@code status}. */
public final class TwilioError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    private TwilioError(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A refusal. */
    public static TwilioError of(int status, int code, String message) {
        return new TwilioError(status, code, message);
    }

    /** 401 with code 20003. */
    public static TwilioError unauthenticated() {
        return new TwilioError(401, 20_003, "Authenticate");
    }

    /** 404 with code 20404. */
    public static TwilioError notFound(String path) {
        return new TwilioError(404, 20_404, "The requested resource " + path + " was not found");
    }

    /** 429 with code 20429. */
    public static TwilioError tooManyRequests() {
        return new TwilioError(429, 20_429, "Too Many Requests");
    }

    /** 400 with code 20422, for values that have no code of their own. */
    public static TwilioError invalidParameter(String what) {
        return new TwilioError(400, 20_422, "Invalid Parameter: " + what);
    }

    /** 400 for what the vendor's service does and the simulator does not play, so that nobody takes it for done. */
    public static TwilioError notPlayed(String what) {
        return invalidParameter(what + " is not simulated");
    }

    /**
     * The refusal of a recipient with a code of the vendor's list; an unknown code is a 400 without particular words.
     *
     * @param to the recipient, who is named in some of the texts
     */
    public static TwilioError refusing(int code, String to) {
        String words = switch (code) {
            case 20_003 -> "Authenticate";
            case 20_429 -> "Too Many Requests";
            case 21_211 -> "Invalid 'To' Phone Number: " + to;
            case 21_408 ->
                "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: " + to;
            case 21_610 -> "Attempt to send to unsubscribed recipient";
            case 21_611 -> "This 'From' number has exceeded the maximum number of queued messages";
            case 21_612 ->
                "Message cannot be sent with the current combination of 'To' (" + to + ") and/or 'From' parameters";
            case 21_614 -> "To number: " + to + ", is not a mobile number";
            case 21_608 ->
                "The number " + to + " is unverified. Trial accounts cannot send messages to unverified numbers.";
            case 30_002 -> "Account suspended";
            default -> "Error " + code;
        };
        int status = code == 20_003 ? 401 : code == 20_429 ? 429 : 400;
        return new TwilioError(status, code, words);
    }

    /** The text of a code that comes later, with a status; empty for success. Source: the vendor's error pages. */
    public static String later(int code) {
        return switch (code) {
            case 21_610 -> "Attempt to send to unsubscribed recipient";
            case 30_001 -> "Queue overflow";
            case 30_002 -> "Account suspended";
            case 30_003 -> "Unreachable destination handset";
            case 30_004 -> "Message blocked";
            case 30_005 -> "Unknown destination handset";
            case 30_006 -> "Landline or unreachable carrier";
            case 30_007 -> "Message filtered";
            case 30_008 -> "Unknown error";
            case 30_036 -> "Validity Period Expired";
            default -> "Error " + code;
        };
    }

    /** The vendor's code. */
    public int code() {
        return code;
    }

    /** The answer. */
    public Answer answer() {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("message", getMessage())
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status);
        Answer answer = Answer.text(status, "application/json", body.toString());
        return status == 401 ? answer.with("WWW-Authenticate", "Basic realm=\"Twilio API\"") : answer;
    }
}

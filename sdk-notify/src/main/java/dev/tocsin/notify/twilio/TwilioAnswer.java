package dev.tocsin.notify.twilio;

import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.http.RetryAfter;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Twilio said to one call. */
sealed interface TwilioAnswer<T> {
    /**
     * It did as it was asked, and said so.
     *
     * @param value the answer
     */
    record Read<T>(T value) implements TwilioAnswer<T> {}

    /**
     * It did not, or did not say.
     *
     * @param outcome what that means for a message
     * @param stops whether the account as a whole may not send
     */
    record Trouble<T>(SendOutcome outcome, boolean stops) implements TwilioAnswer<T> {}

    /** Codes that say that the account may not: no access, key of another account, account not active, suspended. */
    Set<Integer> STOPPING = Set.of(20003, 20005, 20006, 20008, 20404, 30002);

    /** Codes for too much at once, or for a sender's full queue. */
    Set<Integer> LATER = Set.of(20429, 21611, 30001, 63017);

    int TOO_MANY_REQUESTS = 429;

    /** A sender's queue holds ten hours of messages, so that it is full will not be over at once. */
    Duration FULL_QUEUE = Duration.ofMinutes(10);

    Duration USUAL_PAUSE = Duration.ofSeconds(30);

    Pattern NUMBER = Pattern.compile("\\+?[0-9]{6,15}");

    /** The account may not send, as it was told shortly before. */
    static <T> Trouble<T> resting(Duration left) {
        return new Trouble<>(
                new SendOutcome.NotSent("Twilio refused the account, and it rests before it is tried again", left),
                false);
    }

    /**
     * What an exchange without a usable answer means.
     *
     * @param code Twilio's error code, or null if it gave none
     * @param message what Twilio said, or null
     */
    static <T> Trouble<T> trouble(
            TransportResult result, @Nullable Integer code, @Nullable String message, TwilioAccount account) {
        if (result instanceof TransportResult.NotSent not) {
            return new Trouble<>(new SendOutcome.NotSent(masked(not.reason()), not.retryAfter()), false);
        }
        if (result instanceof TransportResult.Unknown unknown) {
            return new Trouble<>(new SendOutcome.Unknown(masked(unknown.reason())), false);
        }
        TransportResponse answer = ((TransportResult.Answered) result).response();
        int status = answer.status();
        String said = "Twilio answered " + status + (code == null ? "" : " with error " + code)
                + (message == null ? "" : ": " + masked(message));
        if (status < 400 || status == 408 || status >= 500) {
            // A success that cannot be read, a redirect that is not followed, and an error of the service say nothing
            // of the message.
            return new Trouble<>(new SendOutcome.Unknown(said), false);
        }
        if (status == TOO_MANY_REQUESTS || (code != null && LATER.contains(code))) {
            Duration usual = code != null && code == 21611 ? FULL_QUEUE : USUAL_PAUSE;
            return new Trouble<>(
                    new SendOutcome.NotSent(
                            said, RetryAfter.of(answer, account.clock()).orElse(usual)),
                    false);
        }
        boolean stops = status == 401 || (code != null && STOPPING.contains(code));
        if (stops || (code == null && (status == 403 || status == 407))) {
            return new Trouble<>(
                    new SendOutcome.NotSent(
                            said, RetryAfter.of(answer, account.clock()).orElse(account.rest())),
                    stops);
        }
        return new Trouble<>(new SendOutcome.Refused(code == null ? null : String.valueOf(code), said), false);
    }

    /** What was said, for whoever asked rather than sent. */
    static String words(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.NotSent not) {
            return not.message();
        }
        if (outcome instanceof SendOutcome.Refused refused) {
            return refused.message();
        }
        return outcome instanceof SendOutcome.Unknown unknown ? unknown.message() : "the answer was not understood";
    }

    /** The words without the numbers of people, which Twilio repeats in what it says. */
    static String masked(String words) {
        return NUMBER.matcher(words).replaceAll(found -> {
            String number = found.group();
            return "•••••" + number.substring(number.length() - Math.min(4, number.length() / 3));
        });
    }
}

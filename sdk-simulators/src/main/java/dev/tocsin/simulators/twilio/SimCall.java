package dev.tocsin.simulators.twilio;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as the service has it at one moment.
 *
 * @param sid its id, such as {@code CA…}
 * @param accountSid the account
 * @param from the caller
 * @param to the called person
 * @param status the vendor's status, such as {@code completed} or {@code no-answer}
 * @param answeredBy who answered, as the person's script has it; null while nobody has
 * @param spoken the words that were said, one entry per {@code <Say>}
 * @param pressed the digits of each {@code <Gather>}; empty text where none were pressed in time
 * @param errors the vendor's error codes that the call ran into, such as 11200 (the webhook refused) or 12100 (no valid TwiML)
 * @param created when it was accepted
 */
public record SimCall(
        String sid,
        String accountSid,
        String from,
        String to,
        String status,
        @Nullable AnsweredBy answeredBy,
        List<String> spoken,
        List<String> pressed,
        List<Integer> errors,
        Instant created) {
    /** Copies the lists. */
    public SimCall {
        spoken = List.copyOf(spoken);
        pressed = List.copyOf(pressed);
        errors = List.copyOf(errors);
    }
}

package dev.tocsin.core.consent;

import dev.tocsin.core.people.PhoneNumber;
import java.time.Instant;

/**
 * A text message that came in, its provider's signature already checked.
 *
 * @param from the number it came from
 * @param text the message as it came
 * @param messageId the provider's id of it, which is the same when it is delivered again; 1 to 200 characters
 * @param provider the provider's name, such as {@code twilio}
 * @param at when it came
 */
public record InboundMessage(PhoneNumber from, String text, String messageId, String provider, Instant at) {
    /** Refuses a missing id, without which a second delivery cannot be told from a second message. */
    public InboundMessage {
        if (messageId.isBlank() || messageId.length() > 200) {
            throw new IllegalArgumentException("messageId: 1 to 200 characters are needed");
        }
        if (provider.isBlank() || provider.length() > 60) {
            throw new IllegalArgumentException("provider: 1 to 60 characters are needed");
        }
    }

    /** The message with the number masked and the text left out. */
    @Override
    public String toString() {
        return "InboundMessage[" + messageId + " from " + from + " at " + at + "]";
    }
}

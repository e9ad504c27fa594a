package dev.tocsin.core.notify;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way out.
 *
 * @param key the host's own id of the message, the same in each attempt, 1 to 200 characters; it is written into the message where
 *     the service can carry it, so that a double can be found
 * @param to the address: E.164 for SMS and voice, a mail address for mail
 * @param subject the subject of a mail, in one line; null for kinds that have none
 * @param text the words; of a call, those that are spoken
 * @param html the words of a mail as HTML, or null for the text alone
 */
public record OutboundMessage(
        String key,
        String to,
        @Nullable String subject,
        String text,
        @Nullable String html) {
    /** Refuses blank parts and a subject or address of several lines, by which headers could be smuggled in. */
    public OutboundMessage {
        needed("key", key, 200);
        needed("to", to, 320);
        if (text.isBlank()) {
            throw new IllegalArgumentException("message.text: is missing");
        }
        if (hasControl(key) || hasControl(to) || (subject != null && hasControl(subject))) {
            throw new IllegalArgumentException(
                    "message: key, to and subject stand in one line without control characters");
        }
    }

    private static void needed(String field, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw new IllegalArgumentException("message." + field + ": 1 to " + most + " characters are needed");
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** The message without its address and words. */
    @Override
    public String toString() {
        return "OutboundMessage[key=" + key + ", " + text.length() + " characters]";
    }
}

package dev.tocsin.core.notify;

import org.jspecify.annotations.Nullable;

/**
 * What a message says.
 *
 * @param subject the subject of a mail, in one line; null for kinds that have none
 * @param text the words; of a call, those that are spoken
 * @param html the words of a mail as HTML, or null for the text alone
 */
public record Words(
        @Nullable String subject, String text, @Nullable String html) {
    /** Words without a subject. */
    public static Words of(String text) {
        return new Words(null, text, null);
    }
}

package dev.tocsin.core.notify;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a call says when it was answered.
 *
 * @param known whether there is such a call; if not, it ends without a word
 * @param words what is spoken; empty if it is not known
 * @param keys whether it asks for a key: not of a machine, and not if there is nothing to acknowledge
 */
public record CallScript(boolean known, String words, boolean keys) {
    /**
     * Whether what answered is an answering machine or a fax by the provider's word.
     *
     * @param answeredBy the provider's word, or null if it gave none
     */
    public static boolean isMachine(@Nullable String answeredBy) {
        String by = answeredBy == null ? "" : answeredBy.strip().toLowerCase(Locale.ROOT);
        return by.startsWith("machine") || by.startsWith("fax");
    }
}

package dev.tocsin.core.consent;

import org.jspecify.annotations.Nullable;

/**
 * What a message means.
 *
 * @param meaning what
 * @param review whether a person shall read it, since a machine cannot be sure
 * @param word the word or wording that decided, in its plain form, or null if none did
 */
public record InboundReading(
        InboundMeaning meaning, boolean review, @Nullable String word) {
    /** Whether it ends messages. */
    public boolean isOptOut() {
        return meaning == InboundMeaning.OPT_OUT || meaning == InboundMeaning.OPT_OUT_TO_REVIEW;
    }
}

package dev.tocsin.core.asset;

import java.util.List;

/** Which configuration stands for an asset. */
public sealed interface Match {
    /**
     * One does.
     *
     * @param configuration the configuration
     * @param rung what it was found by
     */
    record Found(PsaConfiguration configuration, Rung rung) implements Match {}

    /** None does. */
    record None() implements Match {}

    /**
     * Several could, and none is chosen.
     *
     * @param rung what they were found by
     * @param configurationIds their ids, in order
     */
    record Ambiguous(Rung rung, List<String> configurationIds) implements Match {
        /** Copies the ids. */
        public Ambiguous {
            configurationIds = List.copyOf(configurationIds);
        }
    }
}

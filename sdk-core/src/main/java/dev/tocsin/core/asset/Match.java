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

    /**
     * One does that stands for another asset, though no two devices share what it was found by.
     *
     * @param rung what it was found by
     * @param configurationId its id
     */
    record Disputed(Rung rung, String configurationId) implements Match {}

    /**
     * One may, once it is known whether the asset that it stood for so far is still there.
     *
     * @param rung what it was found by
     * @param configurationId its id
     */
    record Open(Rung rung, String configurationId) implements Match {}

    /**
     * The linked one is in use, but was given another type or another company by somebody, so that a second one beside it would be
     * a guess.
     *
     * @param configuration the configuration
     */
    record Elsewhere(PsaConfiguration configuration) implements Match {}
}

package dev.tocsin.core.asset;

import java.util.function.Predicate;

/** What the configurations stand for besides the asset that is decided on. */
public interface Holders {
    /** What it means for an asset that a configuration which matches it may stand for another. */
    enum Hold {
        /** It stands for no other. */
        FREE,
        /** It stands for another, and the match tells nothing, since two devices may share what matches. */
        PASSED_OVER,
        /** It stands for another, and what matches is one device's: a person decides. */
        DISPUTED,
        /** It stands for another of which it is not known yet whether there still is one. */
        OPEN,
        /** It stood for another that there is no more, so that it is free to be taken. */
        ABANDONED
    }

    /**
     * What holds the asset off from a configuration.
     *
     * @param configurationId the PSA's id of it
     * @param rung what it was matched by
     */
    Hold hold(String configurationId, Rung rung);

    /** What a configuration stands for, in words that go on "is that of". Only asked for one that is disputed. */
    String holder(String configurationId);

    /** Where configurations that are taken stand for their assets only, and matches with them tell nothing. */
    static Holders passingOver(Predicate<String> taken) {
        return new Holders() {
            @Override
            public Hold hold(String configurationId, Rung rung) {
                return taken.test(configurationId) ? Hold.PASSED_OVER : Hold.FREE;
            }

            @Override
            public String holder(String configurationId) {
                return "another asset";
            }
        };
    }
}

package dev.tocsin.core.model;

import org.junit.jupiter.api.Test;

/**
 * Random histories of telling people: events, services that lose messages, technicians who answer in all ways, opt-outs, crashes, changed
 * policies. {@code -Dtocsin.tell.seeds=20000} plays more, {@code -Dtocsin.tell.first=} others.
 */
class TellingModelTest {
    private static final int SEEDS = Integer.getInteger("tocsin.tell.seeds", 80);
    private static final long FIRST = Long.getLong("tocsin.tell.first", 1);
    private static final int STEPS = 60;

    @Test
    void everybodyIsToldOnceAndOnlyAsTheyAgreedTo() {
        new RandomHistories<>(random -> TellStep.random(random, STEPS), TellingModelTest::history).play(FIRST, SEEDS);
    }

    private static RandomHistories.History<TellStep> history(long seed) {
        TellHistory history = new TellHistory(seed);
        return new RandomHistories.History<>(
                history::play, () -> String.join("\n", history.lines()) + "\n" + history.summary());
    }
}

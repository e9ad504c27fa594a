package dev.tocsin.core.model;

import org.junit.jupiter.api.Test;

/**
 * Random histories: events, people, faults, crashes, changed rules. {@code -Dtocsin.model.seeds=20000} plays more,
 * {@code -Dtocsin.model.first=} others.
 */
class ModelTest {
    private static final int SEEDS = Integer.getInteger("tocsin.model.seeds", 1_200);
    private static final long FIRST = Long.getLong("tocsin.model.first", 1);
    private static final int STEPS = 60;

    @Test
    void randomHistoriesEndInOrder() {
        new RandomHistories<>(random -> Step.random(random, STEPS), ModelTest::history).play(FIRST, SEEDS);
    }

    private static RandomHistories.History<Step> history(long seed) {
        History history = new History(new RandomPolicy(seed).draw());
        return new RandomHistories.History<>(
                history::play,
                () -> "policy: " + History.shown(new RandomPolicy(seed).draw()) + "\n"
                        + String.join("\n", history.lines()) + "\n" + history.summary());
    }
}

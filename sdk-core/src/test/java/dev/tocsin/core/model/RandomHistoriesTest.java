package dev.tocsin.core.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What shows the faults of random histories. */
class RandomHistoriesTest {
    @Test
    void showsTheStepsThatMakeAHistoryFailAndNoOthers() {
        assertThatThrownBy(() -> histories("3", "27").play(5, 4))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("4 of 4 histories failed: [5, 6, 7, 8]")
                .hasMessageContaining("seed 5: java.lang.IllegalStateException: not in order at ")
                .hasMessageContaining("\nplayed 3 27")
                .hasMessageNotContaining("played 3 4");
    }

    @Test
    void failsForNoHistoryThatEndsInOrder() {
        assertThatCode(() -> histories("3", "60").play(1, 4)).doesNotThrowAnyException();
    }

    /** Histories with the steps 0 to 39 that fail where two of them are played. */
    private static RandomHistories<Integer> histories(String one, String other) {
        return new RandomHistories<>(random -> IntStream.range(0, 40).boxed().toList(), seed -> {
            List<String> played = new ArrayList<>();
            return new RandomHistories.History<>(
                    steps -> {
                        steps.forEach(step -> played.add(String.valueOf(step)));
                        if (played.contains(one) && played.contains(other)) {
                            throw new IllegalStateException("not in order");
                        }
                    },
                    () -> played.stream().collect(Collectors.joining(" ", "played ", "")));
        });
    }
}

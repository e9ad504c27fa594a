package dev.tocsin.core.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EditDistanceTest {
    @Test
    void distanceIsThatOfTheWholeTableUpToTheLimit() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int[] some = letters(random);
            int[] others = letters(random);
            int limit = random.nextInt(7);
            assertThat(EditDistance.between(some, others, limit))
                    .as("%s %s %d", Arrays.toString(some), Arrays.toString(others), limit)
                    .isEqualTo(Math.min(limit + 1, table(some, others)));
        }
    }

    @Test
    void letterOutsideTheBasicPlaneIsOne() {
        assertThat(EditDistance.between(
                        "a🍕b".codePoints().toArray(), "ab".codePoints().toArray(), 3))
                .isEqualTo(1);
    }

    private static int[] letters(Random random) {
        return random.ints(random.nextInt(10), 0, 3).toArray();
    }

    private static int table(int[] some, int[] others) {
        int[][] table = new int[some.length + 1][others.length + 1];
        for (int i = 0; i <= some.length; i++) {
            for (int j = 0; j <= others.length; j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                } else {
                    int replaced = table[i - 1][j - 1] + (some[i - 1] == others[j - 1] ? 0 : 1);
                    table[i][j] = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                }
            }
        }
        return table[some.length][others.length];
    }
}

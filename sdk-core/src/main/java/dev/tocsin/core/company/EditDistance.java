package dev.tocsin.core.company;

import java.util.Arrays;

/** Levenshtein's distance in code points, as far as it matters. */
final class EditDistance {
    private EditDistance() {}

    /**
     * How many letters must be added, left out or replaced.
     *
     * @param limit the largest distance of interest, at least 0; the work grows with it
     * @return the distance, or {@code limit + 1} if it is larger than the limit
     */
    static int between(int[] some, int[] others, int limit) {
        if (Math.abs(some.length - others.length) > limit) {
            return limit + 1;
        }
        int beyond = limit + 1;
        int[] above = new int[others.length + 1];
        int[] row = new int[others.length + 1];
        Arrays.setAll(above, column -> Math.min(column, beyond));
        for (int i = 1; i <= some.length; i++) {
            int from = Math.max(1, i - limit);
            int to = Math.min(others.length, i + limit);
            row[from - 1] = from == 1 ? Math.min(i, beyond) : beyond;
            int least = row[from - 1];
            for (int j = from; j <= to; j++) {
                int replaced = above[j - 1] + (some[i - 1] == others[j - 1] ? 0 : 1);
                int best = Math.min(replaced, row[j - 1] + 1);
                // Above the band's last column nothing was computed.
                row[j] = Math.min(beyond, j < i + limit ? Math.min(best, above[j] + 1) : best);
                least = Math.min(least, row[j]);
            }
            if (least > limit) {
                return beyond;
            }
            int[] spare = above;
            above = row;
            row = spare;
        }
        return above[others.length];
    }
}

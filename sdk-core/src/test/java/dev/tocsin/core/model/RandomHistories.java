package dev.tocsin.core.model;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays random histories, one for each seed. Of those that fail the steps that do not matter are left out before they are shown.
 *
 * @param <S> a step
 */
final class RandomHistories<S> {
    private static final int SHOWN_FAULTS = 3;

    private final Function<Random, List<S>> steps;
    private final LongFunction<History<S>> histories;

    /**
     * A history that has not been played.
     *
     * @param play plays steps; throws where something is not in order
     * @param shown what happened in it, for people
     */
    record History<S>(Consumer<List<S>> play, Supplier<String> shown) {}

    /**
     * Histories of these steps.
     *
     * @param steps draws the steps of one
     * @param histories begins the one of a seed
     */
    RandomHistories(Function<Random, List<S>> steps, LongFunction<History<S>> histories) {
        this.steps = steps;
        this.histories = histories;
    }

    /** Plays those of so many seeds; fails if one fails. */
    void play(long first, int count) {
        List<Long> failed = LongStream.range(first, first + count)
                .parallel()
                .filter(seed -> faultOf(histories.apply(seed), steps(seed)) != null)
                .sorted()
                .boxed()
                .toList();
        if (!failed.isEmpty()) {
            StringBuilder text = new StringBuilder(failed.size() + " of " + count + " histories failed: " + failed);
            failed.stream().limit(SHOWN_FAULTS).forEach(seed -> text.append(shortest(seed)));
            fail(text.toString());
        }
    }

    private List<S> steps(long seed) {
        return steps.apply(new Random(seed));
    }

    private static <S> @Nullable Throwable faultOf(History<S> history, List<S> steps) {
        try {
            history.play().accept(steps);
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    /** The history of a seed with the fewest steps that fail in the same way, more or less. */
    private String shortest(long seed) {
        List<S> left = steps(seed);
        Throwable first = faultOf(histories.apply(seed), left);
        if (first == null) {
            return "\n\nseed " + seed + " failed once and not again";
        }
        String kind = kind(first);
        for (int chunk = left.size() / 2; chunk > 0; chunk = chunk > 1 ? chunk / 2 : 0) {
            for (int from = 0; from < left.size(); ) {
                List<S> fewer = new ArrayList<>(left);
                fewer.subList(from, Math.min(left.size(), from + chunk)).clear();
                if (kind.equals(kind(faultOf(histories.apply(seed), fewer)))) {
                    left = fewer;
                } else {
                    from += chunk;
                }
            }
        }
        History<S> history = histories.apply(seed);
        Throwable fault = faultOf(history, left);
        return "\n\nseed " + seed + ": " + (fault == null ? "" : fault + " at " + places(fault)) + "\n"
                + history.shown().get();
    }

    private static List<StackTraceElement> places(Throwable fault) {
        return Arrays.stream(fault.getStackTrace()).limit(2).toList();
    }

    private static String kind(@Nullable Throwable fault) {
        return fault == null
                ? ""
                : String.valueOf(fault.getMessage()).replaceAll("#\\d+", "#").replaceAll("(\\[|\\d).*", "");
    }
}

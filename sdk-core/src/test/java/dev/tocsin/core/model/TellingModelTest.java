package dev.tocsin.core.model;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random histories of telling people: events, services that lose messages, technicians who answer in all ways, opt-outs, crashes, changed
 * policies. Of one that fails the steps that do not matter are left out before it is printed. {@code -Dtocsin.tell.seeds=20000} plays more,
 * {@code -Dtocsin.tell.first=} others.
 */
class TellingModelTest {
    private static final int SEEDS = Integer.getInteger("tocsin.tell.seeds", 80);
    private static final long FIRST = Long.getLong("tocsin.tell.first", 1);
    private static final int STEPS = 60;
    private static final int SHOWN_FAULTS = 3;

    @Test
    void everybodyIsToldOnceAndOnlyAsTheyAgreedTo() {
        List<Long> failed = LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .filter(seed -> faultOf(seed, steps(seed)) != null)
                .sorted()
                .boxed()
                .toList();
        if (!failed.isEmpty()) {
            StringBuilder text = new StringBuilder(failed.size() + " of " + SEEDS + " histories failed: " + failed);
            failed.stream().limit(SHOWN_FAULTS).forEach(seed -> text.append(shortest(seed)));
            fail(text.toString());
        }
    }

    private static List<TellStep> steps(long seed) {
        return TellStep.random(new Random(seed), STEPS);
    }

    private static @Nullable Throwable faultOf(long seed, List<TellStep> steps) {
        try {
            new TellHistory(seed).play(steps);
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    /** The history of a seed with the fewest steps that fail in the same way, more or less. */
    private static String shortest(long seed) {
        List<TellStep> steps = steps(seed);
        Throwable first = faultOf(seed, steps);
        if (first == null) {
            return "\n\nseed " + seed + " failed once and not again";
        }
        String kind = kind(first);
        for (int chunk = STEPS / 2; chunk > 0; chunk = chunk > 1 ? chunk / 2 : 0) {
            for (int from = 0; from < steps.size(); ) {
                List<TellStep> fewer = new ArrayList<>(steps);
                fewer.subList(from, Math.min(steps.size(), from + chunk)).clear();
                if (kind.equals(kind(faultOf(seed, fewer)))) {
                    steps = fewer;
                } else {
                    from += chunk;
                }
            }
        }
        TellHistory history = new TellHistory(seed);
        String fault = "";
        try {
            history.play(steps);
        } catch (RuntimeException | AssertionError e) {
            fault = e + " at " + e.getStackTrace()[0] + ", " + e.getStackTrace()[1];
        }
        return "\n\nseed " + seed + ": " + fault + "\n" + String.join("\n", history.lines()) + "\n" + history.summary();
    }

    private static String kind(@Nullable Throwable fault) {
        return fault == null
                ? ""
                : String.valueOf(fault.getMessage()).replaceAll("#\\d+", "#").replaceAll("(\\[|\\d).*", "");
    }
}

package dev.tocsin.core.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many notes one ticket takes in any hour, exactly: the moments of its latest notes, at most {@link #MOST}. What has
 * to wait is told by the next note, merged by {@link NoteText#fit}. Immutable.
 *
 * <p>Moments that lie ahead of the clock, because it was set back, count as now: no hour then gets more, and the wait
 * ends within the hour.
 *
 * @param written when the latest notes were planned, oldest first; empty for a ticket without one
 */
public record NoteBudget(List<Instant> written) {
    /** The most notes an hour that a policy may allow. */
    public static final int MOST = 60;

    /** A ticket without notes. */
    public static final NoteBudget UNUSED = new NoteBudget(List.of());

    private static final Duration HOUR = Duration.ofHours(1);

    /** Sorts a copy of the latest. */
    public NoteBudget {
        List<Instant> sorted = written.stream().sorted().toList();
        written = sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size());
    }

    /** With a note that was written although none was left. */
    public NoteBudget plus(Instant now) {
        return new NoteBudget(Stream.concat(written.stream(), Stream.of(now)).toList());
    }

    /**
     * Takes one note.
     *
     * @param perHour how many are allowed in any hour, 1 to {@link #MOST}
     * @return granted, or the wait until one is
     */
    public BudgetAnswer<NoteBudget> take(int perHour, Instant now) {
        List<Instant> recent = written.stream()
                .map(at -> at.isAfter(now) ? now : at)
                .filter(at -> at.plus(HOUR).isAfter(now))
                .toList();
        if (recent.size() < perHour) {
            return new BudgetAnswer.Granted<>(new NoteBudget(
                    Stream.concat(recent.stream(), Stream.of(now)).toList()));
        }
        Instant until = recent.get(recent.size() - perHour).plus(HOUR);
        return new BudgetAnswer.Wait<>(
                until,
                "the ticket had " + recent.size() + " notes within the hour and " + perHour
                        + " are allowed; what changes is told by the next at " + until);
    }
}

package dev.tocsin.core.sync;

import dev.tocsin.core.base.ShownText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run went.
 *
 * @param connectionId the PSA connection
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param ending how it ended
 * @param message why it ended so, or null if it was completed
 * @param progress what it did
 * @param problems the first {@value #MAX_PROBLEMS} records that a person must look at; the progress counts all
 * @param cursor where it goes on, or null if nothing is left to do
 */
public record SyncReport(
        String connectionId,
        Instant startedAt,
        Instant endedAt,
        Ending ending,
        @Nullable String message,
        SyncProgress progress,
        List<SyncProblem> problems,
        @Nullable SyncCursor cursor) {
    /** The most problems that a report lists, for memory's sake. */
    public static final int MAX_PROBLEMS = 1_000;

    /** How a run ends. */
    public enum Ending {
        /** All was done; single records may have failed. */
        COMPLETED,
        /** Somebody stopped it. */
        CANCELLED,
        /** The guard against mass changes stopped it, and a person is asked. */
        ASKS,
        /** It could not go on, as without the source or the PSA. */
        FAILED
    }

    /** Copies the problems, the first ones if they are too many. */
    public SyncReport {
        problems = List.copyOf(problems.size() > MAX_PROBLEMS ? problems.subList(0, MAX_PROBLEMS) : problems);
    }

    /** Where it goes on; empty if nothing is left to do. */
    public Optional<SyncCursor> resumeAt() {
        return Optional.ofNullable(cursor);
    }

    /** The report for people, a line for the whole and one for each problem, whatever the source put into its texts. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(connectionId + ": "
                + switch (ending) {
                    case COMPLETED -> "completed";
                    case CANCELLED -> "cancelled";
                    case ASKS -> "stopped, and asks";
                    case FAILED -> "failed";
                }
                + (message == null ? "" : ": " + ShownText.inLine(message)) + "; " + progress);
        for (SyncProblem problem : problems) {
            lines.add("  " + problem);
            problem.faults().forEach(fault -> lines.add("    " + ShownText.inLine(fault.toString())));
        }
        long told = problems.stream()
                .filter(one -> one.result() != SyncProgress.Result.SKIPPED)
                .count();
        long more = progress.ambiguous() + progress.invalid() + progress.failed() - told;
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        return List.copyOf(lines);
    }
}

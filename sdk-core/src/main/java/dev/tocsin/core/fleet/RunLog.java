package dev.tocsin.core.fleet;

import dev.tocsin.core.sync.SyncProblem;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts what became of the records, and keeps the first problems. Bounded in memory. */
final class RunLog {
    private final List<SyncProblem> problems = new ArrayList<>();
    private final Map<String, Skipped> skipped = new LinkedHashMap<>();
    private SyncProgress progress;

    /** A company none of whose assets are kept in step. */
    private record Skipped(String reason, long assets) {}

    RunLog(SyncProgress progress) {
        this.progress = progress;
    }

    SyncProgress progress() {
        return progress;
    }

    void count(SyncProgress.Result result) {
        progress = progress.plus(result);
    }

    /** Notes how many records are left, which the source does not give. */
    void left(long records) {
        progress = progress.withLeft(records);
    }

    /** Counts a record that a person must look at. */
    void problem(SyncProblem problem) {
        count(problem.result());
        if (problems.size() < SyncReport.MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    /** Counts an asset of a company that is not kept in step, for a reason that is asked for once. */
    void skip(String companyId, Supplier<String> reason) {
        count(SyncProgress.Result.SKIPPED);
        Skipped before = skipped.get(companyId);
        if (before != null) {
            skipped.put(companyId, new Skipped(before.reason(), before.assets() + 1));
        } else if (skipped.size() < SyncReport.MAX_PROBLEMS) {
            skipped.put(companyId, new Skipped(reason.get(), 1));
        }
    }

    /** Notes a company of which assets that did not come are left alone. */
    void company(String companyId, String reason) {
        if (skipped.size() < SyncReport.MAX_PROBLEMS) {
            skipped.putIfAbsent(companyId, new Skipped(reason, 0));
        }
    }

    /** The companies that were skipped, once each, and then the records. */
    List<SyncProblem> problems() {
        List<SyncProblem> all = new ArrayList<>();
        skipped.forEach((company, one) -> all.add(new SyncProblem(
                company,
                SyncProgress.Result.SKIPPED,
                one.reason()
                        + (one.assets() == 0
                                ? "; those of its assets that did not come were left alone"
                                : "; " + one.assets() + " of its assets were left alone"),
                List.of())));
        all.addAll(problems);
        return all;
    }
}

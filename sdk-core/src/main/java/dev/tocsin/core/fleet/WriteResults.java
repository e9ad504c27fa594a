package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.sync.SyncProblem;
import dev.tocsin.core.sync.SyncProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what became of a write. Pure. */
final class WriteResults {
    private WriteResults() {}

    /** What to count if it was done. */
    static SyncProgress.Result done(@Nullable ConfigurationPlan plan) {
        if (plan instanceof ConfigurationPlan.Create) {
            return SyncProgress.Result.CREATED;
        }
        return plan instanceof ConfigurationPlan.Change ? SyncProgress.Result.CHANGED : SyncProgress.Result.RETIRED;
    }

    /** The problem of one that was refused. */
    static SyncProblem refused(Decided decided, Outcome.Refused<String> refusal) {
        String message = "the PSA refuses it: " + refusal.message();
        if (decided.plan() instanceof ConfigurationPlan.Change change) {
            message = elsewhere(change.configurationId(), change.elsewhere(refusal.fieldErrors()), message);
        } else if (decided.plan() instanceof ConfigurationPlan.Retire retire) {
            message = elsewhere(
                    retire.configurationId(),
                    retire.elsewhere(refusal.fieldErrors()),
                    "the PSA refuses to retire configuration " + retire.configurationId() + ": " + refusal.message());
        }
        return problem(decided, message, refusal.fieldErrors());
    }

    private static String elsewhere(String configurationId, List<FieldError> elsewhere, String otherwise) {
        return elsewhere.isEmpty()
                ? otherwise
                : "the PSA checks the whole of configuration " + configurationId
                        + " and refuses values that are not ours: "
                        + String.join(
                                "; ",
                                elsewhere.stream().map(FieldError::toString).toList())
                        + "; mend them in the PSA";
    }

    /** The problem of one of which nobody knows whether it was done. */
    static SyncProblem unknown(Decided decided, String reason) {
        return problem(
                decided,
                decided.plan() instanceof ConfigurationPlan.Create
                        ? "the outcome of its create is not known, and a later run decides: " + reason
                        : "the outcome of its change is not known, and the next run looks: " + reason,
                List.of());
    }

    private static SyncProblem problem(Decided decided, String message, List<FieldError> faults) {
        return new SyncProblem(decided.key().assetId(), SyncProgress.Result.FAILED, message, faults);
    }
}

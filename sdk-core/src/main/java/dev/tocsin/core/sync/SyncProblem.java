package dev.tocsin.core.sync;

import dev.tocsin.core.base.FieldError;
import java.util.List;

/**
 * One record that a person must look at.
 *
 * @param recordId the source's id of it
 * @param result why: ambiguous, invalid or failed
 * @param message what happened, without secrets
 * @param faults the faults by field; may be empty
 */
public record SyncProblem(String recordId, SyncProgress.Result result, String message, List<FieldError> faults) {
    /** Copies the faults. */
    public SyncProblem {
        faults = List.copyOf(faults);
    }
}

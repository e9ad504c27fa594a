package dev.tocsin.core.sync;

import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.ShownText;
import java.util.List;

/**
 * One record that a person must look at, or one company whose records were all skipped.
 *
 * @param recordId the source's id of it, or the id of the company
 * @param result why: ambiguous, invalid, failed or skipped
 * @param message what happened, without secrets
 * @param faults the faults by field; may be empty
 */
public record SyncProblem(String recordId, SyncProgress.Result result, String message, List<FieldError> faults) {
    /** Copies the faults. */
    public SyncProblem {
        faults = List.copyOf(faults);
    }

    /** The problem on one line, without its faults; the id is in quotes, since it is the source's text. */
    @Override
    public String toString() {
        return ShownText.quoted(recordId) + ": " + ShownText.inLine(message);
    }
}

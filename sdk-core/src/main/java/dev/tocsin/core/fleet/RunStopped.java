package dev.tocsin.core.fleet;

import dev.tocsin.core.sync.SyncReport;

/** Ends a run before all is done, from wherever it is. */
final class RunStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SyncReport.Ending ending;
    private final String reason;

    RunStopped(SyncReport.Ending ending, String reason) {
        super(reason, null, false, false);
        this.ending = ending;
        this.reason = reason;
    }

    static RunStopped failed(String reason) {
        return new RunStopped(SyncReport.Ending.FAILED, reason);
    }

    SyncReport.Ending ending() {
        return ending;
    }

    String reason() {
        return reason;
    }
}

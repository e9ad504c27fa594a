package dev.tocsin.core.fleet;

import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.sync.SyncReport;
import java.time.Duration;

/** Waits without losing the lease, and without being deaf to a wish to stop. */
final class Pauses {
    private final Sleeper sleeper;
    private final SyncClaim claim;
    private final Duration slice;

    Pauses(Sleeper sleeper, SyncClaim claim, Duration lease) {
        this.sleeper = sleeper;
        this.claim = claim;
        slice = lease.dividedBy(3);
    }

    /** @throws RunStopped if the thread is interrupted, or somebody asked the run to stop */
    void pause(Duration whole) {
        Duration left = whole;
        try {
            while (left.compareTo(Duration.ZERO) > 0) {
                Duration next = left.compareTo(slice) < 0 ? left : slice;
                sleeper.sleep(next);
                left = left.minus(next);
                claim.keepAlive();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    static RunStopped interrupted() {
        return new RunStopped(SyncReport.Ending.CANCELLED, "its thread was interrupted");
    }
}

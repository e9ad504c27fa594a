package dev.tocsin.core.sync;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the changes and retirements of one run, and refuses the one that crosses the limit and all after it. New records do not
 * count. Thread-safe.
 */
public final class MassChangeGuard {
    private final MassChangeLimit limit;
    private final long total;
    private final AtomicLong admitted;

    /**
     * A guard.
     *
     * @param limit how much may be changed
     * @param total the records that there were when the run began: links for assets, so that new ones do not widen the limit
     * @param before the changes that the same run made before it was interrupted; 0 for a new run
     */
    public MassChangeGuard(MassChangeLimit limit, long total, long before) {
        if (total < 0 || before < 0) {
            throw new IllegalArgumentException(
                    "total and before: " + total + " and " + before + " are not legal; 0 and more is");
        }
        this.limit = limit;
        this.total = total;
        this.admitted = new AtomicLong(before);
    }

    /** Takes note of one more change, to be asked before its write. False means: do not write, stop the run, ask a person. */
    public boolean admit() {
        long most = limit.most(total);
        long count = admitted.get();
        while (count < most) {
            if (admitted.compareAndSet(count, count + 1)) {
                return true;
            }
            count = admitted.get();
        }
        return false;
    }

    /** Whether a run may start that was counted first and would make so many changes and retirements. */
    public boolean allows(long changes) {
        return limit.allows(admitted.get() + changes, total);
    }

    /** The changes that were admitted, those before an interruption included. */
    public long admitted() {
        return admitted.get();
    }

    /** Why the run stopped, and what a person can do. */
    public String question() {
        return "the run would change or retire more than " + limit.most(total) + " of " + total + " records (limit: "
                + limit.percent() + " %, and " + limit.floor()
                + "); look at a dry run, and let it go on with a higher limit if that is meant";
    }
}

package dev.tocsin.core.sync;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param total the records that there will be, or null if nobody knows; those that did not come and are to be retired are
 *     among them once they are counted
 * @param created records made
 * @param changed records changed
 * @param retired records set inactive
 * @param unchanged records that were right already
 * @param ambiguous records left for a person to decide
 * @param invalid records that the PSA would refuse, and that were not sent
 * @param failed records of which the write or the read went wrong
 * @param skipped records that are none of the run's, as those of a company that is not kept in step
 */
public record SyncProgress(
        @Nullable Long total,
        long created,
        long changed,
        long retired,
        long unchanged,
        long ambiguous,
        long invalid,
        long failed,
        long skipped) {
    /** What became of one record. */
    public enum Result {
        /** It was made. */
        CREATED,
        /** It was changed. */
        CHANGED,
        /** It was set inactive. */
        RETIRED,
        /** It was right already, or gone already. */
        UNCHANGED,
        /** It was left for a person to decide. */
        AMBIGUOUS,
        /** It was not sent, for the PSA would refuse it. */
        INVALID,
        /** Its write or its read went wrong. */
        FAILED,
        /** It is none of the run's, as that of a company that is not kept in step. */
        SKIPPED
    }

    /** Progress that skipped nothing. */
    public SyncProgress(
            @Nullable Long total,
            long created,
            long changed,
            long retired,
            long unchanged,
            long ambiguous,
            long invalid,
            long failed) {
        this(total, created, changed, retired, unchanged, ambiguous, invalid, failed, 0);
    }

    /** The start of a run. */
    public static SyncProgress start(OptionalLong total) {
        return new SyncProgress(total.isPresent() ? total.getAsLong() : null, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The records that are done with, however that went. */
    public long done() {
        return created + changed + retired + unchanged + ambiguous + invalid + failed + skipped;
    }

    /** The records written to the PSA. */
    public long written() {
        return created + changed + retired;
    }

    /** This with one more record done. */
    public SyncProgress plus(Result result) {
        return new SyncProgress(
                total,
                created + one(result == Result.CREATED),
                changed + one(result == Result.CHANGED),
                retired + one(result == Result.RETIRED),
                unchanged + one(result == Result.UNCHANGED),
                ambiguous + one(result == Result.AMBIGUOUS),
                invalid + one(result == Result.INVALID),
                failed + one(result == Result.FAILED),
                skipped + one(result == Result.SKIPPED));
    }

    /** This once it is known how many records are left to do, where anybody knew how many there are. */
    public SyncProgress withLeft(long left) {
        return new SyncProgress(
                total == null ? null : Long.valueOf(done() + left),
                created,
                changed,
                retired,
                unchanged,
                ambiguous,
                invalid,
                failed,
                skipped);
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }

    @Override
    public String toString() {
        return done() + (total == null ? "" : " of " + total) + " done: " + created + " created, " + changed
                + " changed, " + retired + " retired, " + unchanged + " unchanged, " + ambiguous + " ambiguous, "
                + invalid + " invalid, " + failed + " failed"
                + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }
}

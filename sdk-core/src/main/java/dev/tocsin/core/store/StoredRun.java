package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last run of one kind and source on one connection. Runs of a kind never overlap on a connection, whatever their sources:
 * whoever works holds the lease.
 *
 * @param msp the MSP
 * @param connectionId the PSA connection
 * @param entity what is kept in step, such as {@code configurations}
 * @param number counts the runs of the source, from 1
 * @param source the source of the records
 * @param startedAt when it began
 * @param owner who works on it, or null if nobody does
 * @param leaseUntil until when the owner has it, or null if nobody does
 * @param cancelled whether somebody asked it to stop
 * @param after the last record before which all are done, by the source's id; null if nothing is done, or the source cannot go on
 * @param progress what it did
 * @param guarded how many changes and retirements it made, for the guard against mass changes
 * @param records how many records were linked when it began, of which the guard takes its percentage
 * @param ending how it ended, or null while it has not
 * @param message why it ended so; null if there is nothing to say
 * @param endedAt when it ended, or null while it has not
 * @param readUntil up to when this run, or those of its source before it, read changes in the PSA itself; null if they never did.
 *     Such changes concern all sources, so that what counts for a connection is the latest of all its sources
 * @param version counts the changes of this row, for {@link RunStore#save}
 */
public record StoredRun(
        MspId msp,
        String connectionId,
        String entity,
        long number,
        String source,
        Instant startedAt,
        @Nullable String owner,
        @Nullable Instant leaseUntil,
        boolean cancelled,
        @Nullable String after,
        SyncProgress progress,
        long guarded,
        long records,
        SyncReport.@Nullable Ending ending,
        @Nullable String message,
        @Nullable Instant endedAt,
        @Nullable Instant readUntil,
        long version) {
    /** Whether somebody has it at a moment. */
    public boolean leased(Instant now) {
        return leaseUntil != null && now.isBefore(leaseUntil);
    }

    /** The same run that nobody has, for stores. */
    StoredRun withoutLease() {
        return with(null, null, version);
    }

    /** The same run in another version, for stores. */
    public StoredRun withVersion(long value) {
        return with(owner, leaseUntil, value);
    }

    private StoredRun with(@Nullable String newOwner, @Nullable Instant newLease, long newVersion) {
        return new StoredRun(
                msp,
                connectionId,
                entity,
                number,
                source,
                startedAt,
                newOwner,
                newLease,
                cancelled,
                after,
                progress,
                guarded,
                records,
                ending,
                message,
                endedAt,
                readUntil,
                newVersion);
    }
}

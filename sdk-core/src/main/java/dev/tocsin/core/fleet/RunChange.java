package dev.tocsin.core.fleet;

import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stored run with some of its values replaced. */
final class RunChange {
    private final StoredRun from;
    private @Nullable String owner;
    private @Nullable Instant leaseUntil;
    private boolean cancelled;
    private @Nullable String after;
    private SyncProgress progress;
    private long guarded;
    private SyncReport.@Nullable Ending ending;
    private @Nullable String message;
    private @Nullable Instant endedAt;
    private @Nullable Instant readUntil;

    RunChange(StoredRun from) {
        this.from = from;
        owner = from.owner();
        leaseUntil = from.leaseUntil();
        cancelled = from.cancelled();
        after = from.after();
        progress = from.progress();
        guarded = from.guarded();
        ending = from.ending();
        message = from.message();
        endedAt = from.endedAt();
        readUntil = from.readUntil();
    }

    RunChange ownedBy(String value, Instant until) {
        owner = value;
        leaseUntil = until;
        cancelled = false;
        ending = null;
        message = null;
        endedAt = null;
        return this;
    }

    RunChange leaseUntil(Instant value) {
        leaseUntil = value;
        return this;
    }

    RunChange cancelled() {
        cancelled = true;
        return this;
    }

    RunChange at(@Nullable String value, SyncProgress upTo) {
        after = value;
        progress = upTo;
        return this;
    }

    RunChange guarded(long value) {
        guarded = value;
        return this;
    }

    RunChange readUntil(Instant value) {
        readUntil = value;
        return this;
    }

    RunChange ended(SyncReport.Ending how, @Nullable String why, Instant when) {
        owner = null;
        leaseUntil = null;
        ending = how;
        message = why;
        endedAt = when;
        return this;
    }

    StoredRun done() {
        return new StoredRun(
                from.msp(),
                from.connectionId(),
                from.entity(),
                from.number(),
                from.source(),
                from.startedAt(),
                owner,
                leaseUntil,
                cancelled,
                after,
                progress,
                guarded,
                from.records(),
                ending,
                message,
                endedAt,
                readUntil,
                from.version());
    }
}

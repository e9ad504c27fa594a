package dev.tocsin.core.intake;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.intake.Intake.Prepared;
import dev.tocsin.core.store.EventRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The receipts of events, and the records that are kept of them. Used by one batch, on one thread. */
final class EventAnswers {
    private final WorkingSet rows;
    private final Instant now;

    EventAnswers(WorkingSet rows, Instant now) {
        this.rows = rows;
        this.now = now;
    }

    /** A refused event is not kept, unless it was: its record must not say for ever that it waits. */
    Receipt refuse(Prepared prepared, String reason) {
        return rows.isKept(prepared.key())
                ? record(prepared, Outcome.REFUSED, null, reason)
                : new Receipt(prepared.key(), Outcome.REFUSED, false, null, reason);
    }

    /** Keeps an event with what became of it; answers its receipt. */
    Receipt record(Prepared prepared, Outcome outcome, @Nullable Long incidentId, String why) {
        String reason = prepared.isAhead() ? why + "; its time was ahead of ours and taken as " + prepared.at() : why;
        rows.keep(new EventRecord(
                prepared.key(),
                prepared.event(),
                prepared.fingerprint(),
                outcome,
                incidentId,
                reason,
                rows.receivedAt(prepared.key(), now)));
        return new Receipt(prepared.key(), outcome, false, incidentId, reason);
    }
}

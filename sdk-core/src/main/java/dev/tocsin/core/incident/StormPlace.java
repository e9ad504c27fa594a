package dev.tocsin.core.incident;

import dev.tocsin.core.storm.BudgetAnswer;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.NoteBudget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What storm protection keeps of an incident. Immutable.
 *
 * @param storm whether the incident is itself a storm, whose ticket stands for absorbed groups
 * @param lane whose budgets its ticket is paid from
 * @param queuedAt when it began to wait in the fair queue, or null if it does not; only means something while PENDING
 * @param stormId the incident of the storm that it is absorbed in, or null
 * @param stopped whether a kill switch keeps it from asking for a ticket; it is woken when that is off
 * @param notes the latest notes on its ticket
 * @param notesFrom until when a note waits, since the ticket had as many as it takes in an hour; null if none does
 */
public record StormPlace(
        boolean storm,
        Lane lane,
        @Nullable Instant queuedAt,
        @Nullable Long stormId,
        boolean stopped,
        NoteBudget notes,
        @Nullable Instant notesFrom) {
    /** An ordinary incident that storm protection had nothing to do with yet. */
    public static final StormPlace NONE =
            new StormPlace(false, Lane.NORMAL, null, null, false, NoteBudget.UNUSED, null);

    private static final StormPlace TOP = NONE.with(Lane.TOP);

    /** The place of a storm's own incident. */
    public static final StormPlace STORM =
            new StormPlace(true, Lane.NORMAL, null, null, false, NoteBudget.UNUSED, null);

    /** The place of a new incident. */
    public static StormPlace in(Lane lane) {
        return lane == Lane.TOP ? TOP : NONE;
    }

    /** The same in a lane. */
    public StormPlace with(Lane value) {
        return value == lane ? this : new StormPlace(storm, value, queuedAt, stormId, stopped, notes, notesFrom);
    }

    /** Waiting in the fair queue since a moment. */
    public StormPlace queued(Instant since) {
        return new StormPlace(storm, lane, since, null, false, notes, notesFrom);
    }

    /** Absorbed in a storm. */
    public StormPlace absorbed(long storm) {
        return new StormPlace(this.storm, lane, null, storm, false, notes, notesFrom);
    }

    /** Stopped by a kill switch. */
    public StormPlace stoppedNow() {
        return new StormPlace(storm, lane, null, null, true, notes, notesFrom);
    }

    /** Neither waiting nor absorbed nor stopped. */
    public StormPlace free() {
        return queuedAt == null && stormId == null && !stopped
                ? this
                : new StormPlace(storm, lane, null, null, false, notes, notesFrom);
    }

    /**
     * After a note that cannot wait, since it goes with a change of the ticket. It counts all the same.
     *
     * @param perHour how many a ticket takes in an hour
     */
    public StormPlace noted(int perHour, Instant now) {
        NoteBudget after = notes.take(perHour, now) instanceof BudgetAnswer.Granted<NoteBudget> granted
                ? granted.after()
                : notes.plus(now);
        return new StormPlace(storm, lane, queuedAt, stormId, stopped, after, null);
    }

    /** With a note that has to wait until a moment. */
    public StormPlace notesFrom(Instant until) {
        return new StormPlace(storm, lane, queuedAt, stormId, stopped, notes, until);
    }
}

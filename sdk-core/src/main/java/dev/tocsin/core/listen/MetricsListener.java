package dev.tocsin.core.listen;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import java.time.Duration;

/**
 * Is told numbers, after what they count is durable; made to feed counters, timers and gauges. Called as
 * {@link TocsinListener} is, and as harmless if it throws.
 */
public interface MetricsListener {
    /**
     * Events were answered.
     *
     * @param outcome what became of them
     * @param duplicate whether the same delivery had been accepted before
     * @param count how many; never 0
     */
    default void events(Receipt.Outcome outcome, boolean duplicate, long count) {}

    /**
     * A write came to an outcome.
     *
     * @param body what was to be written; its class is the kind
     * @param outcome DONE, REFUSED, CANCELLED; UNKNOWN if the answer was lost; PLANNED if it was not executed and is sent
     *     again
     * @param took the time since its request was committed, by the workflow's clock
     */
    default void write(IntentBody body, IntentState outcome, Duration took) {}

    /** The number of writes that are open grew by this, or shrank if it is negative. */
    default void openWrites(long change) {}

    /** The number of live groups grew by this, or shrank if it is negative. */
    default void liveGroups(long change) {}
}

package dev.tocsin.core.engine;

import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;

/** Keeps the writes of one incident in order, one at a time. */
final class IntentOrder {
    private IntentOrder() {}

    /** Lets the oldest waiting intent of an incident go, if none before it is open any more. */
    static void releaseNext(StoreSession session, long incidentId, Instant now) {
        List<Intent> open = session.intents().openOf(incidentId);
        if (!open.isEmpty() && open.get(0).state() == IntentState.WAITING) {
            session.intents()
                    .save(List.of(
                            open.get(0).change().open(IntentState.PLANNED, now).done()));
        }
    }
}

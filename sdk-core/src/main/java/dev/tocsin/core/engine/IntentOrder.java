package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;

/** Keeps the writes of one incident in order, one at a time. */
final class IntentOrder {
    private IntentOrder() {}

    /** Plans a write for an incident, behind whatever else is open for it. */
    static void plan(StoreSession session, Incident incident, IntentBody body, Instant now) {
        boolean behind = !session.intents().openOf(incident.id()).isEmpty();
        session.intents()
                .add(List.of(Intent.planned(
                        session.intents().nextId(),
                        incident.msp(),
                        incident.connectionId(),
                        incident.id(),
                        body,
                        behind,
                        now)));
    }

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

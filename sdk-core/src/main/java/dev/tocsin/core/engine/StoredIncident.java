package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** An incident as the store has it, within one session. */
final class StoredIncident {
    private StoredIncident() {}

    /** The incident of an intent, as it is now. */
    static Incident of(StoreSession session, Intent intent) {
        Collection<Incident> found =
                session.incidents().get(List.of(intent.incidentId())).values();
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "incident " + intent.incidentId() + " of intent " + intent.id() + " is not in the store"));
    }

    /** Keeps a changed or a new incident. */
    static void save(StoreSession session, Incident incident) {
        session.incidents().save(List.of(incident));
    }

    /** Appends a line to the incident's history. */
    static void tell(StoreSession session, Incident incident, Instant now, String text) {
        session.incidents().history().append(List.of(new HistoryStore.Entry(incident.id(), now, text)));
    }
}

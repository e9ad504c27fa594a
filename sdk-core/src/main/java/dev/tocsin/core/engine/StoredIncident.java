package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;

/** An incident as the store has it, within one session. */
final class StoredIncident {
    private StoredIncident() {}

    /** The incident of an intent, as it is now. */
    static Incident of(StoreSession session, Intent intent) {
        return of(session, intent.incidentId());
    }

    /** An incident as it is now. */
    static Incident of(StoreSession session, long id) {
        Incident found = session.incidents().get(List.of(id)).get(id);
        if (found == null) {
            throw new IllegalStateException("incident " + id + " is not in the store");
        }
        return found;
    }

    /** Keeps a changed or a new incident. */
    static void save(StoreSession session, Incident incident) {
        session.incidents().save(List.of(incident));
    }

    /** Leaves a question for a person. */
    static void ask(StoreSession session, Incident incident, String question, Instant now) {
        save(
                session,
                incident.change().facts(incident.facts().question(question)).done());
        tell(session, incident, now, question);
    }

    /** Appends a line to the incident's history. */
    static void tell(StoreSession session, Incident incident, Instant now, String text) {
        session.incidents().history().append(List.of(new HistoryStore.Entry(incident.id(), now, text)));
    }
}

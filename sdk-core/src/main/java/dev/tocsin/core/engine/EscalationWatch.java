package dev.tocsin.core.engine;

import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks, at the first round and when the configuration changed, by whichever process, at the incidents that nobody is told of for want
 * of a route or a policy, and begins with those that are older than the channels. A slice at a time. Thread-safe.
 */
final class EscalationWatch {
    private static final int SLICE = 200;

    private final Messaging messaging;
    /** The version whose incidents were all looked at. */
    private final AtomicLong seen = new AtomicLong(-1);

    EscalationWatch(Messaging messaging) {
        this.messaging = messaging;
    }

    /** Follows the configuration; returns how many escalations were set going. */
    int follow(Store store, Instant now) {
        long version = store.read(session -> session.configuration().version(messaging.msp()));
        if (version == seen.get()) {
            return 0;
        }
        int moved = 0;
        long after = 0;
        while (true) {
            long from = after;
            List<Incident> live = store.read(session -> session.incidents().live(messaging.msp(), from, SLICE));
            if (live.isEmpty()) {
                break;
            }
            List<Long> ids = live.stream().map(Incident::id).toList();
            if (!store.read(session -> waiting(session, ids, now)).isEmpty()) {
                moved += store.write(session -> {
                    List<Escalation> woken = waiting(session, ids, now);
                    session.escalations().save(woken);
                    return woken.size();
                });
            }
            after = ids.get(ids.size() - 1);
        }
        seen.set(version);
        return moved;
    }

    /** Of some incidents the escalations that wait for the configuration or are not there yet, due now. */
    private static List<Escalation> waiting(StoreSession session, List<Long> ids, Instant now) {
        Map<Long, Incident> incidents = session.incidents().get(ids);
        Map<Long, Escalation> known = session.escalations().get(ids);
        List<Escalation> found = new ArrayList<>();
        for (Incident incident : incidents.values()) {
            Escalation escalation = known.get(incident.id());
            if (escalation == null) {
                if (EscalatingIncidents.begins(incident.state())) {
                    found.add(Escalation.begun(incident, now));
                }
            } else if (escalation.phase() == EscalationPhase.PAUSED) {
                EscalatingIncidents.woken(escalation, now).ifPresent(found::add);
            }
        }
        return found;
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.suppress.Cause;
import dev.tocsin.core.suppress.Silence;
import dev.tocsin.core.suppress.Suppression;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Silences on one incident. While one runs, whatever is due of the incident waits for its end: the ticket, the notes with
 * their priority, the reopening and the close. So there is one note at its end that tells all that changed, and a ticket
 * whose group is over by then is closed at once. What people do in the PSA is still followed. Thread-safe.
 */
final class Snoozes {
    private final Catalogues catalogues;

    Snoozes(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /** Puts off what is due of an incident that is snoozed; returns whether it did. */
    boolean putOff(StoreSession session, Incident incident, Instant now) {
        Suppression suppression = catalogues.inForce(session, incident.msp()).suppression();
        boolean waits = switch (incident.state()) {
            case PENDING, OPEN, RESOLVING, REOPENING -> true;
            default -> false;
        };
        if (suppression.isEmpty() || !waits) {
            return false;
        }
        Optional<Silence> snooze = suppression.snooze(incident.msp(), incident.id(), now);
        if (snooze.isEmpty()) {
            return false;
        }
        Instant end = snooze.get().endsAt();
        // Who waits for its turn gives it up, so that the queue does not wait for the end of the snooze.
        StoredIncident.save(
                session,
                incident.change()
                        .waitUntil(notBefore(incident.waitUntil(), end, now))
                        .noteDueAt(notBefore(incident.noteDueAt(), end, now))
                        .place(incident.queued() ? incident.place().free() : incident.place())
                        .done());
        StoredIncident.tell(session, incident, now, "put off " + new Cause.BySilence(snooze.get()).text());
        return true;
    }

    /** When the snooze of an incident ends; empty if it is not snoozed. */
    Optional<Instant> end(StoreSession session, Incident incident, Instant now) {
        return catalogues
                .inForce(session, incident.msp())
                .suppression()
                .snooze(incident.msp(), incident.id(), now)
                .map(Silence::endsAt);
    }

    private static @Nullable Instant notBefore(@Nullable Instant due, Instant end, Instant now) {
        return due == null || due.isAfter(now) ? due : end;
    }
}

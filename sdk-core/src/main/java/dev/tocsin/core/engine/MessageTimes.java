package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a message comes too late, when it is over, and until when quiet hours hold it. Thread-safe. */
final class MessageTimes {
    /** How long what was sent at the last moment may still be on its way. */
    private static final Duration LATE = Duration.ofHours(1);

    private final Messaging messaging;

    MessageTimes(Messaging messaging) {
        this.messaging = messaging;
    }

    /** What was held back by quiet hours until after its time may still be sent for as long after their end. */
    boolean isTooLate(StoreSession session, Notification row, Instant now) {
        if (now.isBefore(row.expiresAt())) {
            return false;
        }
        Optional<Instant> quietEnd = quietUntil(session, row, row.expiresAt());
        return quietEnd.isEmpty()
                || !now.isBefore(quietEnd.get().plus(messaging.settings().timeToLive()));
    }

    /**
     * When a message that was sent is over: until then a call is answered and speaks, and the service is asked for a text. What quiet
     * hours held back is sent after its message would have been too late.
     */
    static Instant over(Notification sent) {
        Instant sentAt = sent.sentAt();
        Instant last = sentAt != null && sentAt.isAfter(sent.expiresAt()) ? sentAt : sent.expiresAt();
        return last.plus(LATE);
    }

    /** Until when quiet hours hold a text or call to a technician; empty if none do. */
    Optional<Instant> quietUntil(StoreSession session, Notification row, Instant at) {
        Long incidentId = row.incidentId();
        boolean held = row.kind() != ChannelKind.EMAIL
                && row.person().kind() == PersonRef.Kind.TECHNICIAN
                && (row.purpose() == Purpose.ALERT || row.purpose() == Purpose.REMINDER);
        if (!held || incidentId == null) {
            return Optional.empty();
        }
        @Nullable
        Incident incident = session.incidents().get(List.of(incidentId)).get(incidentId);
        return incident == null
                ? Optional.empty()
                : messaging.plan(session).quietUntil(row.person().id(), incident.severity(), at);
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a message is still needed, in the light of its incident as it is now. */
sealed interface MessageNeed {
    /** It is. */
    record Needed() implements MessageNeed {}

    /** It may be again at a moment. */
    record Later(Instant until, String reason) implements MessageNeed {}

    /** It is not, and will not be. */
    record Over(String reason) implements MessageNeed {}

    /** How long until an incident is looked at again whose telling rests for no known time. */
    Duration LOOK_AGAIN = Duration.ofMinutes(1);

    /** Of a message at a moment. One that is about no incident's escalation is always needed. */
    static MessageNeed of(StoreSession session, Snoozes snoozes, Notification row, Instant now) {
        Long incidentId = row.incidentId();
        boolean escalates = row.purpose() == Purpose.ALERT || row.purpose() == Purpose.REMINDER;
        if (incidentId == null || !(escalates || row.purpose() == Purpose.AFFECTED_USER)) {
            return new Needed();
        }
        Incident incident = session.incidents().get(List.of(incidentId)).get(incidentId);
        Escalation escalation = session.escalations().get(List.of(incidentId)).get(incidentId);
        if (incident == null || escalation == null || !incident.state().live()) {
            return new Over(incident == null ? "its incident is gone" : "its incident is " + incident.state());
        }
        if (escalates) {
            Optional<String> told = told(row, escalation);
            if (told.isPresent()) {
                return new Over(told.get());
            }
        }
        return resting(session, snoozes, incident, now);
    }

    private static Optional<String> told(Notification row, Escalation escalation) {
        if (row.epoch() != escalation.epoch()) {
            return Optional.of("people are told anew since it was planned");
        }
        Acknowledgement acknowledgement = escalation.acknowledgement();
        if (row.purpose() == Purpose.ALERT) {
            return Optional.ofNullable(acknowledgement)
                    .map(one -> one.name() + " acknowledged it by " + one.via().words());
        }
        boolean owner = acknowledgement != null && row.person().id().equals(acknowledgement.technicianId());
        return owner ? Optional.empty() : Optional.of("its person has not acknowledged it any more");
    }

    private static MessageNeed resting(StoreSession session, Snoozes snoozes, Incident incident, Instant now) {
        Optional<Instant> snoozed = snoozes.end(session, incident, now);
        if (snoozed.isPresent()) {
            Instant look = now.plus(LOOK_AGAIN);
            return new Later(
                    snoozed.get().isBefore(look) ? snoozed.get() : look, "it is snoozed until " + snoozed.get());
        }
        if (incident.state() == IncidentState.ABSORBED) {
            return new Over("a storm's ticket stands for it");
        }
        return switch (incident.state()) {
            case RESOLVING, CLOSING, FROZEN, SUSPENDED -> {
                Instant until = incident.waitUntil();
                Instant look = now.plus(LOOK_AGAIN);
                yield new Later(
                        until != null && until.isAfter(now) && until.isBefore(look) ? until : look,
                        "its incident is " + incident.state());
            }
            default -> new Needed();
        };
    }
}

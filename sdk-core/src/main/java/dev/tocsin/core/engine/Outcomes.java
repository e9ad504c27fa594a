package dev.tocsin.core.engine;

import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What outcomes that are alike for all kinds of intents change in the store. Thread-safe. */
final class Outcomes {
    private final Settings settings;
    private final Schedule schedule;

    Outcomes(Settings settings, Schedule schedule) {
        this.settings = settings;
        this.schedule = schedule;
    }

    /** Nothing was executed: sent again later; the whole connection pauses if we were not let in. */
    Effect notExecuted(Outcome.NotExecuted<?> outcome) {
        return (session, intent, now) -> {
            Instant again = schedule.retryAt(intent, outcome.retryAfter(), now);
            if (outcome.accessDenied()) {
                again = now.plus(settings.accessPause());
                ConnectionState connection = session.connections().get(intent.msp(), intent.connectionId());
                session.connections().save(connection.paused(again, outcome.reason()));
            }
            session.intents()
                    .save(List.of(intent.change()
                            .open(IntentState.PLANNED, again)
                            .lastError(outcome.reason())
                            .done()));
        };
    }

    /** The outcome is unknown: it will be looked up. */
    Effect unknown(String reason) {
        return (session, intent, now) -> becomeUnknown(session, schedule, intent, reason, now);
    }

    /** Makes an intent UNKNOWN, due for its first look-up. A probe passes its role on, since it proves nothing now. */
    static void becomeUnknown(StoreSession session, Schedule schedule, Intent intent, String reason, Instant now) {
        session.intents()
                .save(List.of(intent.change()
                        .open(IntentState.UNKNOWN, schedule.nextLookUp(intent, 0, now))
                        .lookups(0)
                        .wasUnknown()
                        .lastError(reason)
                        .done()));
        if (intent.body() instanceof IntentBody.CreateTicket) {
            ReferenceProof.passOn(session, intent, now);
            Incident incident = StoredIncident.of(session, intent);
            if (incident.state() == IncidentState.OPENING) {
                session.incidents()
                        .save(List.of(incident.change()
                                .state(
                                        IncidentState.UNKNOWN,
                                        "whether the ticket was created is being looked up: " + reason)
                                .done()));
                StoredIncident.tell(session, incident, now, "the outcome of the create is unknown: " + reason);
            }
        }
    }

    /** A look-up showed nothing yet: looked up again later. */
    Effect lookAgain(String seen) {
        return (session, intent, now) -> session.intents()
                .save(List.of(intent.change()
                        .open(IntentState.UNKNOWN, schedule.nextLookUp(intent, intent.lookups() + 1, now))
                        .lookups(intent.lookups() + 1)
                        .lastError(seen)
                        .done()));
    }

    /** A look-up within the quarantine showed nothing: looked up again, at once if the quarantine ended meanwhile. */
    Effect lookAgainWithinQuarantine(String seen) {
        return (session, intent, now) -> {
            Instant next = schedule.afterQuarantine(intent, now)
                    ? now
                    : schedule.nextLookUp(intent, intent.lookups() + 1, now);
            session.intents()
                    .save(List.of(intent.change()
                            .open(IntentState.UNKNOWN, next)
                            .lookups(intent.lookups() + 1)
                            .lastError(seen)
                            .done()));
        };
    }

    /** A look-up after the quarantine showed that it was not executed: sent again, the same as before. */
    Effect sendAgain(String reason) {
        return (session, intent, now) -> session.intents()
                .save(List.of(intent.change()
                        .open(IntentState.PLANNED, now)
                        .lastError(reason)
                        .done()));
    }

    /** A read failed: the same is tried again later, in the same state. */
    Effect readFailed(String reason, @Nullable Duration retryAfter) {
        return (session, intent, now) -> {
            Duration pause = retryAfter == null || retryAfter.compareTo(settings.retryPause()) < 0
                    ? settings.retryPause()
                    : retryAfter;
            session.intents()
                    .save(List.of(intent.change()
                            .dueAt(now.plus(pause))
                            .lastError(reason)
                            .done()));
        };
    }

    /** A read was not allowed: the whole connection pauses, and the same is tried again afterwards. */
    Effect readDenied(String reason) {
        return (session, intent, now) -> {
            Instant again = now.plus(settings.accessPause());
            ConnectionState connection = session.connections().get(intent.msp(), intent.connectionId());
            session.connections().save(connection.paused(again, reason));
            session.intents()
                    .save(List.of(intent.change().dueAt(again).lastError(reason).done()));
        };
    }

    /** It ended; the next intent of the incident may go. */
    static void end(
            StoreSession session,
            Intent intent,
            IntentState state,
            @Nullable String resultId,
            @Nullable String error,
            Instant now) {
        session.intents()
                .save(List.of(intent.change()
                        .ended(state, now)
                        .resultId(resultId)
                        .lastError(error)
                        .done()));
        IntentOrder.releaseNext(session, intent.incidentId(), now);
    }

    /** The PSA's refusal in one line, with those faults of fields that it does not name itself. */
    static String text(Outcome.Refused<?> refused) {
        List<String> faults = refused.fieldErrors().stream()
                .map(FieldError::toString)
                .filter(fault -> !refused.message().contains(fault))
                .toList();
        return faults.isEmpty() ? refused.message() : refused.message() + " (" + String.join("; ", faults) + ")";
    }
}

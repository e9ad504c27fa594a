package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves on the first real create of a connection that its reference is stored and can be found, since everything that
 * heals a lost answer rests on that. The ways of carrying it are tried best first, each on a real create.
 */
final class ReferenceProof {
    private static final int WAKE_LIMIT = 10_000;

    private final Settings settings;
    private final Schedule schedule;

    ReferenceProof(Settings settings, Schedule schedule) {
        this.settings = settings;
        this.schedule = schedule;
    }

    /** Reads the probe's ticket by its id and searches it by its reference. */
    Effect attempt(Psa psa, Intent intent, ReferenceMethod carriedBy) {
        String reference = ((IntentBody.CreateTicket) intent.body()).draft().reference();
        String ticketId = String.valueOf(intent.resultId());
        Optional<TicketSnapshot> ticket = psa.ticket(ticketId);
        if (ticket.isEmpty()) {
            return this::inconclusive;
        }
        if (!psa.carries(ticket.get(), reference, carriedBy)) {
            return (session, stored, now) ->
                    reject(session, stored, "the PSA did not keep the reference in its " + name(carriedBy), now);
        }
        boolean found = CreateTicketWork.hits(psa, reference, carriedBy).stream()
                .anyMatch(hit -> hit.id().equals(ticketId));
        return (session, stored, now) -> {
            if (!isProbe(session, stored)) {
                done(session, stored, now);
            } else if (found) {
                ConnectionState connection = session.connections().get(stored.msp(), stored.connectionId());
                accept(session, stored, connection, now);
                done(session, stored, now);
            } else if (stored.lookups() < settings.lookUps().size()) {
                Instant endedAt = stored.endedAt() == null ? now : stored.endedAt();
                session.intents()
                        .save(List.of(stored.change()
                                .dueAt(endedAt.plus(settings.lookUps().get(stored.lookups())))
                                .lookups(stored.lookups() + 1)
                                .done()));
            } else {
                reject(session, stored, "a search by the reference in its " + name(carriedBy) + " finds nothing", now);
            }
        };
    }

    /** Whether the intent is still the probe: another create may have been found by its reference meanwhile. */
    private static boolean isProbe(StoreSession session, Intent intent) {
        Long probe =
                session.connections().get(intent.msp(), intent.connectionId()).probeIntent();
        return probe != null && probe == intent.id();
    }

    private static String name(ReferenceMethod method) {
        return switch (method) {
            case FIELD -> "reference field";
            case CUSTOM_FIELD -> "custom field";
            case SUMMARY_MARKER -> "summary";
        };
    }

    /** The probe's ticket is gone before it was looked at: it proves nothing, the next create does. */
    private void inconclusive(StoreSession session, Intent intent, Instant now) {
        done(session, intent, now);
        passOn(session, intent, now);
    }

    private void done(StoreSession session, Intent intent, Instant now) {
        Instant endedAt = intent.endedAt() == null ? now : intent.endedAt();
        session.intents()
                .save(List.of(intent.change()
                        .dueAt(schedule.nextTwinSearch(intent, 0, endedAt).orElse(null))
                        .lookups(0)
                        .done()));
    }

    private void reject(StoreSession session, Intent intent, String reason, Instant now) {
        done(session, intent, now);
        if (!isProbe(session, intent)) {
            return;
        }
        ConnectionState connection = session.connections().get(intent.msp(), intent.connectionId());
        session.connections().save(connection.rejected(connection.rejected() + 1, now));
        StoredIncident.tell(session, StoredIncident.of(session, intent), now, reason + "; another way is tried");
        wakeCreates(session, intent, EnumSet.of(IntentState.PLANNED, IntentState.UNKNOWN), now);
    }

    /** The way in which this create's reference travelled is proven; whatever waited for that may go. */
    static void accept(StoreSession session, Intent intent, ConnectionState connection, Instant now) {
        ReferenceMethod carriedBy = intent.carriedBy();
        if (carriedBy != null) {
            session.connections().save(connection.proven(carriedBy, now));
            Incident incident = StoredIncident.of(session, intent);
            StoredIncident.tell(
                    session,
                    incident,
                    now,
                    "proved that tickets are found by the reference in their " + name(carriedBy));
            wakeCreates(session, intent, EnumSet.of(IntentState.PLANNED, IntentState.UNKNOWN), now);
        }
    }

    /** The probe proves nothing any more: the next create is the probe. */
    static void passOn(StoreSession session, Intent intent, Instant now) {
        ConnectionState connection = session.connections().get(intent.msp(), intent.connectionId());
        Long probe = connection.probeIntent();
        if (probe != null && probe == intent.id()) {
            session.connections().save(connection.probedBy(null));
            wakeCreates(session, intent, EnumSet.of(IntentState.PLANNED), now);
        }
    }

    private static void wakeCreates(StoreSession session, Intent probe, Set<IntentState> states, Instant now) {
        List<Intent> waiting = session.intents().inState(probe.msp(), states, WAKE_LIMIT).stream()
                .filter(intent -> intent.body() instanceof IntentBody.CreateTicket
                        && intent.connectionId().equals(probe.connectionId())
                        && intent.id() != probe.id()
                        && intent.owner() == null
                        && (intent.lastError() == null || intent.state() == IntentState.UNKNOWN)
                        && (intent.dueAt() == null || intent.dueAt().isAfter(now)))
                .map(intent -> intent.change().dueAt(now).done())
                .toList();
        session.intents().save(waiting);
    }
}

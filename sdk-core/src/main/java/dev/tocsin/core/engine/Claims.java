package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.KillSwitches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes up intents that are due: a request that is to be sent is SENT in the store before a byte leaves, one whose
 * worker died is UNKNOWN, and creates wait while another is the probe. Thread-safe.
 */
final class Claims {
    /** A net only: whatever ends a probe wakes the creates behind it. */
    private static final Duration BEHIND_PROBE = Duration.ofSeconds(30);

    /** A net only: whoever turns a switch off wakes the writes that it stopped. */
    private static final Duration STOPPED = Duration.ofMinutes(1);

    private final Settings settings;
    private final Schedule schedule;
    private final Openings openings;
    private final String owner;

    Claims(Settings settings, Schedule schedule, Openings openings, String owner) {
        this.settings = settings;
        this.schedule = schedule;
        this.openings = openings;
        this.owner = owner;
    }

    /** An intent that this worker holds. */
    record Claimed(Intent intent, ConnectionState connection) {}

    /** Takes up one due intent; empty if there is nothing to do for it now. */
    Optional<Claimed> claim(StoreSession session, Intent intent, Psa psa, Instant now) {
        ConnectionState connection = session.connections().get(intent.msp(), intent.connectionId());
        Instant pausedUntil = connection.pausedUntil();
        if (pausedUntil != null && pausedUntil.isAfter(now)) {
            save(session, intent.change().dueAt(pausedUntil).done());
            return Optional.empty();
        }
        return switch (intent.state()) {
            case PLANNED -> send(session, intent, connection, psa, now);
            case SENT -> {
                lost(session, intent, now);
                yield Optional.empty();
            }
            case UNKNOWN, DONE -> Optional.of(hold(session, intent.change(), connection, now));
            default -> throw new IllegalStateException("intent " + intent.id() + " is due and " + intent.state());
        };
    }

    private Claimed hold(StoreSession session, Intent.Change change, ConnectionState connection, Instant now) {
        Intent claimed = change.claimed(owner, now.plus(settings.lease())).done();
        save(session, claimed);
        return new Claimed(claimed, connection);
    }

    private Optional<Claimed> send(
            StoreSession session, Intent intent, ConnectionState connection, Psa psa, Instant now) {
        KillSwitch stopped = stopping(session, intent);
        if (stopped != null) {
            // A create that was to prove its reference must not keep the others waiting meanwhile.
            ReferenceProof.passOn(session, intent, now);
            save(
                    session,
                    intent.change()
                            .dueAt(now.plus(STOPPED))
                            .lastError(stopped.sentence())
                            .done());
            return Optional.empty();
        }
        Intent.Change change = intent.change().sending(now);
        if (intent.body() instanceof IntentBody.CloseTicket close) {
            Incident incident = StoredIncident.of(session, intent);
            if (incident.state() != IncidentState.CLOSING || !close.ticketId().equals(incident.ticketId())) {
                Outcomes.end(session, intent, IntentState.CANCELLED, null, "the incident went on otherwise", now);
                return Optional.empty();
            }
            if (openings.cameBack(session, incident)) {
                openings.comeBack(session, intent, incident, now);
                return Optional.empty();
            }
        } else if (intent.body() instanceof IntentBody.CreateTicket) {
            connection = fresh(session, connection, now);
            ReferenceMethod carriedBy = carriedBy(session, intent, connection, psa);
            if (carriedBy == null) {
                save(session, intent.change().dueAt(now.plus(BEHIND_PROBE)).done());
                return Optional.empty();
            }
            change.carriedBy(carriedBy);
            connection = session.connections().get(intent.msp(), intent.connectionId());
        }
        return Optional.of(hold(session, change, connection, now));
    }

    /** The kill switch that stops a write, or null. */
    static @Nullable KillSwitch stopping(StoreSession session, Intent intent) {
        KillSwitches switches = session.killSwitches().of(intent.msp());
        if (switches.on().isEmpty()) {
            return null;
        }
        Incident incident = StoredIncident.of(session, intent);
        return switches.stopping(incident.companyId(), incident.ruleId()).orElse(null);
    }

    /** The connection, with a verdict on its ways that is too old forgotten, so that the next create is the probe again. */
    private ConnectionState fresh(StoreSession session, ConnectionState connection, Instant now) {
        Instant provenAt = connection.provenAt();
        boolean deciding = connection.proven() == null && connection.probeIntent() != null;
        if (deciding
                || provenAt == null
                || provenAt.plus(settings.proofInterval()).isAfter(now)) {
            return connection;
        }
        session.connections().save(connection.unproven(0));
        return session.connections().get(connection.msp(), connection.connectionId());
    }

    /** How the reference of a create travels, or null if the create must wait for the probe. */
    private static @Nullable ReferenceMethod carriedBy(
            StoreSession session, Intent intent, ConnectionState connection, Psa psa) {
        List<ReferenceMethod> methods = psa.referenceMethods();
        if (intent.everUnknown() && intent.carriedBy() != null) {
            return intent.carriedBy();
        }
        if (connection.proven() != null) {
            return connection.proven();
        }
        if (connection.rejected() >= methods.size()) {
            return methods.get(0);
        }
        Long probe = connection.probeIntent();
        if (probe != null && probe != intent.id()) {
            return null;
        }
        if (probe == null) {
            session.connections().save(connection.probedBy(intent.id()));
        }
        return methods.get(connection.rejected());
    }

    private void lost(StoreSession session, Intent intent, Instant now) {
        Outcomes.becomeUnknown(session, schedule, intent, "the worker that sent it did not report its outcome", now);
    }

    private static void save(StoreSession session, Intent intent) {
        session.intents().save(List.of(intent));
    }
}

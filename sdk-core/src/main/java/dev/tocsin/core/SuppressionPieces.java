package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Scope;
import dev.tocsin.core.suppress.Silence;
import java.util.List;

/** Silences, maintenance windows and inhibitions as {@link Configuration} keeps them. Thread-safe. */
final class SuppressionPieces {
    private final Pieces pieces;

    SuppressionPieces(Pieces pieces) {
        this.pieces = pieces;
    }

    boolean save(Silence silence) {
        return pieces.write(silence.msp(), session -> save(session, silence));
    }

    private boolean save(StoreSession session, Silence silence) {
        StoredConfiguration known = Pieces.configuration(session, silence.msp());
        requireScope(session, known, "silences[" + silence.id() + "].scope", silence.msp(), silence.scope());
        List<Stored<Silence>> silences = known.suppression().silences();
        boolean changed = pieces.replaces(
                session,
                silence.msp(),
                "silence " + silence.id(),
                silences,
                silence,
                other -> other.id().equals(silence.id()),
                () -> session.configuration().suppression().save(silence, pieces.origin()));
        if (changed) {
            silences.stream()
                    .map(Stored::item)
                    .filter(other -> other.id().equals(silence.id()))
                    .forEach(before -> endSnooze(session, before));
        }
        return changed;
    }

    /** Keeps a snooze within somebody else's transaction. */
    void snooze(StoreSession session, Silence snooze) {
        if (save(session, snooze)) {
            session.held().wakeAll(snooze.msp());
        }
    }

    boolean save(MaintenanceWindow window) {
        return pieces.write(window.msp(), session -> {
            StoredConfiguration known = Pieces.configuration(session, window.msp());
            String place = "maintenanceWindows[" + window.id() + "].scope";
            requireScope(session, known, place, window.msp(), window.scope());
            return pieces.replaces(
                    session,
                    window.msp(),
                    "maintenance window " + window.id(),
                    known.suppression().windows(),
                    window,
                    other -> other.id().equals(window.id()),
                    () -> session.configuration().suppression().save(window, pieces.origin()));
        });
    }

    boolean save(Inhibition inhibition) {
        return pieces.write(
                inhibition.msp(),
                session -> pieces.replaces(
                        session,
                        inhibition.msp(),
                        "inhibition " + inhibition.id(),
                        Pieces.configuration(session, inhibition.msp())
                                .suppression()
                                .inhibitions(),
                        inhibition,
                        other -> other.id().equals(inhibition.id()),
                        () -> session.configuration().suppression().save(inhibition, pieces.origin())));
    }

    boolean removeSilence(MspId msp, String id) {
        return pieces.write(msp, session -> {
            Pieces.configuration(session, msp).suppression().silences().stream()
                    .map(Stored::item)
                    .filter(silence -> silence.id().equals(id))
                    .forEach(silence -> endSnooze(session, silence));
            return pieces.removed(
                    session,
                    msp,
                    "silence " + id,
                    session.configuration().suppression().removeSilence(msp, id));
        });
    }

    boolean removeMaintenanceWindow(MspId msp, String id) {
        return pieces.write(
                msp,
                session -> pieces.removed(
                        session,
                        msp,
                        "maintenance window " + id,
                        session.configuration().suppression().removeMaintenanceWindow(msp, id)));
    }

    boolean removeInhibition(MspId msp, String id) {
        return pieces.write(
                msp,
                session -> pieces.removed(
                        session,
                        msp,
                        "inhibition " + id,
                        session.configuration().suppression().removeInhibition(msp, id)));
    }

    /** What waits for the end of a snooze is due now, which is after the snooze began. */
    private static void endSnooze(StoreSession session, Silence snooze) {
        Incident incident = snooze.snoozes()
                .map(id -> session.incidents().get(List.of(id)).get(id))
                .orElse(null);
        if (incident == null) {
            return;
        }
        boolean waits = snooze.endsAt().equals(incident.waitUntil());
        boolean note = snooze.endsAt().equals(incident.noteDueAt());
        if (waits || note) {
            session.incidents()
                    .save(List.of(incident.change()
                            .waitUntil(waits ? snooze.startsAt() : incident.waitUntil())
                            .noteDueAt(note ? snooze.startsAt() : incident.noteDueAt())
                            .done()));
        }
    }

    private static void requireScope(
            StoreSession session, StoredConfiguration known, String place, MspId msp, Scope scope) {
        if (scope.companyId() != null) {
            Pieces.requireCompany(known, scope.companyId(), place + ".companyId");
        }
        Long id = scope.incidentId();
        if (id == null) {
            return;
        }
        Incident incident = session.incidents().get(List.of(id)).get(id);
        if (incident == null || !incident.msp().equals(msp)) {
            throw new ConfigurationException(
                    place + ".incident", "incident " + id + " does not exist; the number of one of the MSP's is legal");
        }
    }
}

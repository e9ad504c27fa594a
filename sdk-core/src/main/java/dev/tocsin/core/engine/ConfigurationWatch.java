package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Ground.Support;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets what waits for the configuration go on when that changed, by whichever process, and at the first look: sleeping
 * incidents are decided anew, incidents that lost their ground too, and parked events are evaluated again. Thread-safe.
 */
public final class ConfigurationWatch {
    private static final int PAGE = 500;
    private static final List<IncidentState> ASLEEP = List.of(IncidentState.FROZEN, IncidentState.SUSPENDED);

    private final Store store;
    private final MspId msp;
    private final Grounds grounds;
    private final Replay replay;
    private final Clock clock;
    private final AtomicLong seen = new AtomicLong(-1);

    /** A watch over the configuration of an MSP, which has parked events replayed by the given replay. */
    public ConfigurationWatch(Store store, MspId msp, Catalogues catalogues, Replay replay, Clock clock) {
        this.store = store;
        this.msp = msp;
        grounds = new Grounds(catalogues);
        this.replay = replay;
        this.clock = clock;
    }

    /** Looks whether the configuration changed since the last time; returns how much was set going. */
    public int follow() {
        long version = store.read(session -> session.configuration().version(msp));
        if (version == seen.get()) {
            return 0;
        }
        Instant now = clock.instant();
        int moved = store.write(session -> session.incidents().wake(msp, ASLEEP, now));
        moved += wakeUnsupported(now);
        moved += replay.parked(msp);
        seen.set(version);
        return moved;
    }

    /** An open ticket with something active, and nothing due, would not notice that its rule or its company is gone. */
    private int wakeUnsupported(Instant now) {
        int woken = 0;
        long after = 0;
        List<Incident> page;
        do {
            long from = after;
            page = store.read(session -> session.incidents().page(msp, from, PAGE));
            for (Incident incident : page) {
                after = incident.id();
                woken += isOpen(incident) && wakeIfUnsupported(incident.id(), now) ? 1 : 0;
            }
        } while (page.size() == PAGE);
        return woken;
    }

    private boolean wakeIfUnsupported(long id, Instant now) {
        boolean supported = store.read(session -> isSupported(session, StoredIncident.of(session, id)));
        return !supported
                && store.write(session -> {
                    Incident incident = StoredIncident.of(session, id);
                    if (!isOpen(incident) || isSupported(session, incident)) {
                        return false;
                    }
                    StoredIncident.save(
                            session, incident.change().noteDueAt(now).done());
                    return true;
                });
    }

    private boolean isSupported(StoreSession session, Incident incident) {
        return grounds.of(session, incident).support() == Support.FULL;
    }

    private static boolean isOpen(Incident incident) {
        return incident.state() == IncidentState.OPEN && (incident.active() > 0 || incident.moments());
    }
}

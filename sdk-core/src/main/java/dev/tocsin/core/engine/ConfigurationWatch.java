package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
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
        Page page = new Page(0, true, List.of());
        while (page.more()) {
            long after = page.last();
            page = store.read(session -> unsupported(session, after));
            for (long id : page.unsupported()) {
                woken += store.write(session -> wakeIfUnsupported(session, id, now)) ? 1 : 0;
            }
        }
        return woken;
    }

    /** What one page of live incidents came to. */
    private record Page(long last, boolean more, List<Long> unsupported) {}

    private Page unsupported(StoreSession session, long after) {
        List<Incident> live = session.incidents().live(msp, after, PAGE);
        return new Page(
                live.isEmpty() ? after : live.get(live.size() - 1).id(),
                live.size() == PAGE,
                live.stream()
                        .filter(incident -> isOpen(incident) && !grounds.supports(session, incident))
                        .map(Incident::id)
                        .toList());
    }

    private boolean wakeIfUnsupported(StoreSession session, long id, Instant now) {
        Incident incident = StoredIncident.of(session, id);
        if (!isOpen(incident) || grounds.supports(session, incident)) {
            return false;
        }
        StoredIncident.save(session, incident.change().noteDueAt(now).done());
        return true;
    }

    private static boolean isOpen(Incident incident) {
        return incident.state() == IncidentState.OPEN && (incident.active() > 0 || incident.moments());
    }
}

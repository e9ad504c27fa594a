package dev.tocsin.core.intake;

import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.StormKey;
import dev.tocsin.core.storm.StormLife;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.StormState;
import java.time.Instant;

/** What an event of an absorbed group does to its storm. It works on the rows in memory, within one batch. */
final class StormEffects {
    private final WorkingSet rows;
    private final StormLife life;
    private final StormPolicy policy;
    private final Instant now;

    StormEffects(WorkingSet rows, StormLife life, StormPolicy policy, Instant now) {
        this.rows = rows;
        this.life = life;
        this.policy = policy;
        this.now = now;
    }

    /** An event was added to an incident. One whose storm is over asks for a ticket of its own. */
    Incident raised(Incident before, Incident after, SecurityEvent event) {
        if (after.state() != IncidentState.ABSORBED) {
            return after;
        }
        StormKey key = key(after);
        StoredStorm stored = rows.storm(key);
        if (stored == null) {
            return after.change()
                    .state(IncidentState.PENDING, "the storm that had absorbed it is over")
                    .place(after.place().free())
                    .waitUntil(now)
                    .done();
        }
        Lane lane = after.place().lane();
        String asset = event.asset().orElse(null);
        boolean stood = before.stands() && before.members() > 0;
        StormState state = stored.state();
        if (stood && before.place().lane() != lane) {
            state = life.resolved(state, before.place().lane(), 1);
            stood = false;
        }
        state = stood
                ? life.joined(state, event.severity(), asset, 1)
                : life.cameBack(state, lane, event.severity(), asset, 1, now);
        rows.put(stored.changed(state, policy, now));
        Long known = after.place().stormId();
        return known != null && known == stored.incidentId()
                ? after
                : after.change()
                        .place(after.place().absorbed(stored.incidentId()))
                        .done();
    }

    /** A member of an incident was resolved. */
    Incident resolved(Incident before, Incident after) {
        StoredStorm stored = after.state() == IncidentState.ABSORBED ? rows.storm(key(after)) : null;
        if (stored != null && before.stands() && !after.stands()) {
            StormState state = life.resolved(stored.state(), after.place().lane(), 1);
            rows.put(stored.changed(state, policy, now));
        }
        return after;
    }

    private static StormKey key(Incident incident) {
        return new StormKey(incident.msp(), incident.companyId(), incident.ruleId());
    }
}

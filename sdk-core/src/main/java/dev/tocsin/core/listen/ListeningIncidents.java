package dev.tocsin.core.listen;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.IncidentStore;
import dev.tocsin.core.store.MemberStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Incidents whose changes are noted. */
final class ListeningIncidents implements IncidentStore {
    private final IncidentStore incidents;
    private final Changes changes;

    ListeningIncidents(IncidentStore incidents, Changes changes) {
        this.incidents = incidents;
        this.changes = changes;
    }

    @Override
    public void save(Collection<Incident> saved) {
        List<Long> unknown = saved.stream()
                .filter(incident -> incident.version() > 0 && !changes.hasIncident(incident.id()))
                .map(Incident::id)
                .toList();
        Map<Long, Incident> before = unknown.isEmpty() ? Map.of() : incidents.get(unknown);
        incidents.save(saved);
        saved.forEach(incident -> changes.incident(before.get(incident.id()), incident));
    }

    @Override
    public long nextId() {
        return incidents.nextId();
    }

    @Override
    public Map<GroupKey, Incident> latest(Collection<GroupKey> keys) {
        return incidents.latest(keys);
    }

    @Override
    public Map<Long, Incident> get(Collection<Long> ids) {
        return incidents.get(ids);
    }

    @Override
    public List<Incident> due(MspId msp, Instant now, int limit) {
        return incidents.due(msp, now, limit);
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        return incidents.nextDue(msp);
    }

    /** Changes no state. */
    @Override
    public void endWaits(MspId msp, Instant now) {
        incidents.endWaits(msp, now);
    }

    @Override
    public Map<String, Incident> byTicket(MspId msp, String connectionId, Collection<String> ticketIds) {
        return incidents.byTicket(msp, connectionId, ticketIds);
    }

    @Override
    public List<Incident> linkedTo(MspId msp, String connectionId, String ticketId) {
        return incidents.linkedTo(msp, connectionId, ticketId);
    }

    /** Changes no state. */
    @Override
    public int wake(MspId msp, Collection<IncidentState> states, Instant now) {
        return incidents.wake(msp, states, now);
    }

    @Override
    public List<Incident> page(MspId msp, long after, int limit) {
        return incidents.page(msp, after, limit);
    }

    @Override
    public List<Incident> live(MspId msp, long after, int limit) {
        return incidents.live(msp, after, limit);
    }

    @Override
    public MemberStore members() {
        return incidents.members();
    }

    @Override
    public HistoryStore history() {
        return incidents.history();
    }
}

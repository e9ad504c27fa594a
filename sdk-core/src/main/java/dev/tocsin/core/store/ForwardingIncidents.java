package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Incidents that hand everything on to others: for a store laid around another, which overrides what it changes. Valid as long as the
 * session of the others is, and only on its thread.
 */
public class ForwardingIncidents implements IncidentStore {
    private final IncidentStore incidents;

    /**
     * Incidents on top of others.
     *
     * @param incidents where everything is handed on to
     */
    protected ForwardingIncidents(IncidentStore incidents) {
        this.incidents = incidents;
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
    public void save(Collection<Incident> saved) {
        incidents.save(saved);
    }

    @Override
    public List<Incident> due(MspId msp, Instant now, int limit) {
        return incidents.due(msp, now, limit);
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        return incidents.nextDue(msp);
    }

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

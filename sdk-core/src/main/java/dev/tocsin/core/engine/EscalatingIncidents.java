package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.Escalation.Seen;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.EscalationStore;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.IncidentStore;
import dev.tocsin.core.store.MemberStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Incidents that wake their escalations when they are saved. */
final class EscalatingIncidents implements IncidentStore {
    private final IncidentStore incidents;
    private final EscalationStore escalations;
    private final Instant now;

    EscalatingIncidents(IncidentStore incidents, EscalationStore escalations, Instant now) {
        this.incidents = incidents;
        this.escalations = escalations;
        this.now = now;
    }

    @Override
    public void save(Collection<Incident> saved) {
        incidents.save(saved);
        Map<Long, Incident> looked = new LinkedHashMap<>();
        for (Incident incident : saved) {
            // Of one that collects nobody was told yet; the one that was, and waits anew, is looked at when it goes on.
            if (incident.state() != IncidentState.PENDING) {
                looked.put(incident.id(), incident);
            }
        }
        if (looked.isEmpty()) {
            return;
        }
        Map<Long, Escalation> known = escalations.get(looked.keySet());
        List<Escalation> changed = new ArrayList<>();
        for (Incident incident : looked.values()) {
            Escalation escalation = known.get(incident.id());
            if (escalation == null) {
                if (begins(incident.state())) {
                    changed.add(Escalation.begun(incident, now));
                }
            } else if (isNews(escalation, incident)) {
                woken(escalation, now).ifPresent(changed::add);
            }
        }
        if (!changed.isEmpty()) {
            escalations.save(changed);
        }
    }

    /** Whether people are told of an incident that has no escalation yet once it is in a state. */
    static boolean begins(IncidentState state) {
        return switch (state) {
            case OPENING, UNKNOWN, OPEN, QUARANTINED, REOPENING -> true;
            default -> false;
        };
    }

    /** What its source acknowledged is looked at whenever it is saved, since a new subject ends that. */
    private static boolean isNews(Escalation escalation, Incident incident) {
        Acknowledgement acknowledgement = escalation.acknowledgement();
        return !Seen.of(incident).equals(escalation.seen())
                || (acknowledgement != null && acknowledgement.via() == Via.SOURCE);
    }

    /** The escalation due now; empty if it is already. */
    static Optional<Escalation> woken(Escalation escalation, Instant now) {
        Instant due = escalation.dueAt();
        return due != null && !due.isAfter(now)
                ? Optional.empty()
                : Optional.of(escalation.change().dueAt(now).done());
    }

    @Override
    public MemberStore members() {
        return new EscalatingMembers(incidents.members(), escalations, now);
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
    public HistoryStore history() {
        return incidents.history();
    }
}

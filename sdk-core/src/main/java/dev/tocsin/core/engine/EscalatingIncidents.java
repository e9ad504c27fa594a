package dev.tocsin.core.engine;

import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.Escalation.Seen;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.EscalationStore;
import dev.tocsin.core.store.ForwardingIncidents;
import dev.tocsin.core.store.IncidentStore;
import dev.tocsin.core.store.MemberStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents that wake their escalations when they are saved. */
final class EscalatingIncidents extends ForwardingIncidents {
    private final EscalationStore escalations;
    private final Instant now;

    EscalatingIncidents(IncidentStore incidents, EscalationStore escalations, Instant now) {
        super(incidents);
        this.escalations = escalations;
        this.now = now;
    }

    @Override
    public void save(Collection<Incident> saved) {
        super.save(saved);
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
        return new EscalatingMembers(super.members(), escalations, now);
    }
}
